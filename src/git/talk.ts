// One git process that is asked and answers, again and again: what is asked next may depend on what it said.
import { PassThrough } from 'node:stream';
import { type GitExit, streamGit } from './process.js';
import type { Workspace } from './workspace.js';

/** One answer out of what has come so far, and where it ends; null while it is not whole. */
export type HearAnswer<T> = (heard: Buffer) => { readonly answer: T; readonly end: number } | null;

/** A process that is started when it is first asked, and anew when it has ended. One question at a time. */
export class GitTalk {
  private mouth: PassThrough | null = null;
  private ear: ReturnType<typeof streamGit> | null = null;
  private heard: Buffer = Buffer.alloc(0);
  /** How the process ended that did not answer last. */
  ended: GitExit | null = null;

  constructor(
    private readonly workspace: Workspace,
    private readonly args: readonly string[],
  ) {}

  /** Says `question`, and waits until `hear` finds its answer. Null when git ends before it has answered. */
  async ask<T>(question: string, hear: HearAnswer<T>): Promise<T | null> {
    this.mouth ??= new PassThrough();
    this.ear ??= streamGit(this.args, { ...this.workspace.run, input: this.mouth });
    this.mouth.write(question);
    for (;;) {
      const found = hear(this.heard);
      if (found) {
        this.heard = this.heard.subarray(found.end);
        return found.answer;
      }
      const step = await this.ear.next();
      if (!step.done) {
        this.heard = Buffer.concat([this.heard, step.value]);
        continue;
      }
      this.mouth.end();
      this.ended = step.value;
      [this.mouth, this.ear, this.heard] = [null, null, Buffer.alloc(0)];
      return null;
    }
  }

  /** Ends the process, if there is one. */
  async end(): Promise<void> {
    const { mouth, ear } = this;
    [this.mouth, this.ear, this.heard] = [null, null, Buffer.alloc(0)];
    mouth?.end();
    // Where it has been waited for once, the process is there to be stopped.
    for (let step = await ear?.next(); step?.done === false; step = await ear?.next());
  }
}
