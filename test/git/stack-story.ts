// Upstreams and stacks told by chance: edits, moves, copies, deletions, moved folders and modes on both sides.
import fc from 'fast-check';
import { type Commit, type History, tinyRepo } from '../support/tiny-repo.js';

interface File {
  readonly lines: readonly string[];
  readonly mode: '100644' | '100755';
}
type Files = ReadonlyMap<string, File>;

const FOLDERS = ['', 'src/', 'src/net/', 'lib/'];
const fileOf = (place: number, lines = 12): File => ({
  lines: Array.from({ length: lines }, (_, line) => `part ${place} of the story, line ${line}`),
  mode: '100644',
});
const BEGINNING: Files = new Map(
  ['README', 'src/a.c', 'src/b.c', 'src/net/c.c', 'src/net/d.c', 'lib/e.c'].map((path, place) => [path, fileOf(place)]),
);

/** One change, told by numbers so that a failing case shrinks to a short one. */
export interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly where: number;
  readonly word: number;
}
const KINDS = [
  'edit',
  'edit',
  'edit',
  'grow',
  'cut',
  'add',
  'copy',
  'delete',
  'move',
  'mode',
  'rewrite',
  'folder',
] as const;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  which: fc.nat(7),
  where: fc.nat(11),
  word: fc.nat(2),
});
/** Commits, each of up to three steps. */
export const telling = (most: number) =>
  fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: most });

function changed(files: Files, { kind, which, where, word }: Step): Files {
  const next = new Map(files);
  const path = [...files.keys()][which % files.size] ?? '';
  const file = files.get(path);
  const elsewhere = `${FOLDERS[where % FOLDERS.length]}${'xyz'[word]}.c`;
  if (!file || kind === 'add') return next.set(elsewhere, fileOf(100 + word));
  const at = where % (file.lines.length + 1);
  const lines = (from: number, ...put: string[]) => file.lines.toSpliced(at, from, ...put);
  if (kind === 'edit') next.set(path, { ...file, lines: lines(1, `edited as ${word}`) });
  if (kind === 'grow') next.set(path, { ...file, lines: lines(0, `new here: ${word}`, `and more: ${word}`) });
  if (kind === 'cut') next.set(path, { ...file, lines: lines(3) });
  if (kind === 'copy') next.set(elsewhere, { ...file, lines: lines(1) });
  if (kind === 'mode') next.set(path, { ...file, mode: '100755' });
  if (kind === 'rewrite') next.set(path, fileOf(200 + word, 4 + where));
  if (kind === 'delete' || kind === 'move') next.delete(path);
  if (kind === 'move') next.set(elsewhere, { ...file, lines: lines(word) });
  if (kind === 'folder')
    for (const each of files.keys()) move(next, each, FOLDERS[which % FOLDERS.length] ?? '', `moved${word}/`);
  return next;
}

function move(files: Map<string, File>, path: string, from: string, to: string): void {
  const file = files.get(path);
  if (!file || !path.startsWith(from) || from === '') return;
  files.delete(path);
  files.set(to + path.slice(from.length), file);
}

function tell(h: History, branch: string, steps: readonly (readonly Step[])[]): Commit[] {
  let files: Files = BEGINNING;
  return steps.flatMap((each, place) => {
    const next = each.reduce(changed, files);
    const paths = [...new Set([...files.keys(), ...next.keys()])].filter((path) => files.get(path) !== next.get(path));
    const changes = paths.map((path) => [path, written(next.get(path))] as const);
    const differs = paths.some((path) => JSON.stringify(files.get(path)) !== JSON.stringify(next.get(path)));
    files = next;
    return differs ? [h.commit({ branch, message: `${branch} ${place}`, files: changes })] : [];
  });
}

function written(file: File | undefined) {
  return file ? { content: file.lines.map((line) => `${line}\n`).join(''), mode: file.mode } : null;
}

/** A repository with upstream's steps on `main` and a stack on `local`, both on one base, and the commits of the stack. */
export async function told(upstream: readonly (readonly Step[])[], stack: readonly (readonly Step[])[]) {
  let commits: Commit[] = [];
  const repo = await tinyRepo(
    (h) => {
      const base = h.commit({
        message: 'base',
        files: [...BEGINNING].map(([path, file]) => [path, written(file)] as const),
      });
      h.point('local', base);
      tell(h, 'main', upstream);
      commits = tell(h, 'local', stack);
    },
    { bare: false },
  );
  return { repo, commits };
}
