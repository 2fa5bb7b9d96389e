// What is added while a run goes on, written a step at a time: no more than one step is lost when the run is killed.
import type { FactKind } from './encode-known.js';

/** Bytes of a step of a kind that does not say: some 2,500 commits. */
const STEP_BYTES = 2 ** 22;

/** The bytes of facts that make a step. */
export function stepBytes(kind: FactKind): number {
  return kind.stepBytes ?? STEP_BYTES;
}

/** Facts that wait to be written. */
export interface Steps {
  readonly add: (oid: string, value: Buffer) => void;
  /** Hands on what is there, however little; nothing where there is none. */
  readonly flush: () => void;
  /** Resolves once all that was handed on is written. */
  readonly written: () => Promise<void>;
}

/** Hands what is added to `write` each time it has grown by a step of its kind, one step after the other; `write` must not fail. */
export function inSteps(kind: FactKind, write: (facts: ReadonlyMap<string, Buffer>) => Promise<void>): Steps {
  let [facts, bytes] = [new Map<string, Buffer>(), 0];
  let writing = Promise.resolve();
  const flush = () => {
    const step = facts;
    [facts, bytes] = [new Map(), 0];
    if (step.size > 0) writing = writing.then(() => write(step));
  };
  return {
    add: (oid, value) => {
      facts.set(oid, value);
      bytes += value.length;
      if (bytes >= stepBytes(kind)) flush();
    },
    flush,
    written: () => writing,
  };
}
