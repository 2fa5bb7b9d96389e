// Runs that keep evidence in memory, through the form that it has on disk.
import { deserialize, serialize } from 'node:v8';
import type { KeptAnswers } from '../../src/model/answers.js';
import type { KeptEvidence } from '../../src/model/kept.js';
import { type KnownCommits, NOTHING_KNOWN } from '../../src/model/known.js';
import type { ProjectReport } from '../../src/model/report.js';
import { type EvidenceShelf, track } from '../../src/track.js';
import { type Configured, NOW, projectOf } from '../scenarios/judge.js';

/** A shelf, and what lies on it. */
export interface MemoryShelf extends EvidenceShelf {
  readonly kept: () => KeptEvidence | null;
}

/** An empty shelf. */
export function memoryShelf(): MemoryShelf {
  let bytes: Buffer | null = null;
  const kept = () => bytes && (deserialize(bytes) as KeptEvidence);
  return {
    kept,
    read: async () => kept(),
    stackOf: ({ commits }) => commits.map(({ oid }) => oid).join(),
    write: async (evidence) => void (bytes = serialize(evidence)),
  };
}

/** Answers in memory: what the last run had use for. `added` tells how many git was asked for since it was last called. */
export function memoryAnswers(): KeptAnswers & { readonly added: () => number } {
  let kept = new Map<string, Buffer>();
  let used = new Map<string, Buffer>();
  let added = 0;
  return {
    get: (question) => {
      const answer = used.get(question) ?? kept.get(question);
      if (answer) used.set(question, answer);
      return answer;
    },
    add: (question, answer) => {
      added += 1;
      used.set(question, Buffer.from(answer));
    },
    keep: async () => {
      [kept, used] = [used, new Map()];
    },
    added: () => {
      const now = added;
      added = 0;
      return now;
    },
  };
}

/** A report, and the ids of the upstream commits that git was asked for. */
export interface Ran {
  readonly report: ProjectReport;
  readonly asked: readonly string[];
}

/** What a run has beside its repository and branch. */
interface RunWith {
  readonly downstream?: string;
  readonly answers?: KeptAnswers;
  readonly search?: Configured['search'];
}

/** Tracks branch `local` of a repository, or of another one, against a branch of it, from the ground or from what lies on a shelf. */
export async function run(
  path: string,
  branch: string,
  shelf?: EvidenceShelf,
  { downstream = path, answers, search = {} }: RunWith = {},
): Promise<Ran> {
  const project = await projectOf(path, downstream, { upstream: { branch }, search });
  const asked: string[] = [];
  const known: KnownCommits = {
    ...NOTHING_KNOWN,
    commits: { get: () => undefined, add: (oid) => void asked.push(oid) },
  };
  const options = {
    now: NOW,
    version: '0.0.0',
    cores: 2,
    known: () => Promise.resolve(known),
    ...(shelf && { evidence: () => shelf }),
    ...(answers && { answers: () => Promise.resolve(answers) }),
  };
  const [report] = (await track([{ project, notices: [] }], options)).projects;
  if (!report) throw new Error('no report');
  return { report, asked };
}
