// Upstream histories that are told by chance: landings of every form, reverts, moves, side branches, releases, other work.
import fc from 'fast-check';
import type { Commit, History } from '../support/tiny-repo.js';

/** What upstream does next; `patch` and `file` are taken modulo how many there are. */
export type Step =
  | { readonly does: 'land' | 'edit' | 'retitle' | 'half' | 'revert' | 'drop' | 'side'; readonly patch: number }
  | { readonly does: 'squash'; readonly patch: number; readonly other: number }
  | { readonly does: 'work' | 'move' | 'remove'; readonly file: number }
  | { readonly does: 'tag' };

const patch = fc.nat(11);
const file = fc.nat(3);

/** One step. Landings come as often as all else together. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('land', 'edit', 'retitle', 'half', 'side'), patch }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('revert', 'drop'), patch }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('squash'), patch, other: patch }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('work', 'move', 'remove'), file }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('tag') }) },
) as fc.Arbitrary<Step>;

const FILES = ['src/alpha.c', 'src/beta.c', 'lib/gamma.c', 'lib/delta.h'];
const PATCHES = 6;

/** A function of its own for each patch, put behind a place of its own in its file. */
function blockOf(patch: number): string[] {
  const word = ['frame', 'ring', 'timer', 'queue', 'cursor', 'mapping'][patch] ?? '';
  return [
    `static int ${word}_validate_${patch}(struct ${word}_context *context)`,
    '{',
    `    if (context->${word}_length > ${word.toUpperCase()}_LIMIT_${patch})`,
    `        return report_${word}_overflow(context, ${patch + 40});`,
    `    context->${word}_checked = compute_${word}_digest(context->${word}_data);`,
    `    return context->${word}_checked ? 0 : -EINVAL_${word.toUpperCase()};`,
    '}',
  ];
}

const fileOf = (patch: number) => patch % FILES.length;
const anchorOf = (patch: number) => `/* place ${patch} */`;

/** Tells a story: the stack is on `local`, upstream on `main`; `earlier` names where main stood after so many of the steps. */
export class UpstreamStory {
  private readonly paths = [...FILES];
  private readonly texts: (string | null)[];
  private readonly landings: (readonly Commit[])[] = Array.from({ length: PATCHES }, () => []);
  private count = 0;

  constructor(
    private readonly h: History,
    steps: readonly Step[],
    earlier: number,
  ) {
    this.texts = FILES.map((path, at) => [`/* ${path} */`, ...placesIn(at), ''].join('\n'));
    const base = h.commit({
      message: 'base',
      files: Object.fromEntries(FILES.map((path, at) => [path, this.texts[at]!])),
    });
    h.point('local', base);
    for (let at = 0; at < PATCHES; at++) this.carry(at);
    h.point('earlier', base);
    steps.forEach((each, at) => {
      this.tell(each);
      if (at + 1 === earlier) h.point('earlier', h.tip('main'));
    });
  }

  private carry(patch: number): void {
    const path = FILES[fileOf(patch)]!;
    const edit = (text: string) => text.replace(anchorOf(patch), [anchorOf(patch), ...blockOf(patch)].join('\n'));
    this.h.commit({ branch: 'local', message: titleOf(patch), files: { [path]: edit } });
  }

  private tell(step: Step): void {
    this.count += 1;
    if (step.does === 'tag') this.h.tag(`v${this.count}.0`);
    else if ('file' in step) this.work(step.does, step.file % FILES.length);
    else {
      const patch = step.patch % PATCHES;
      if (step.does === 'revert' || step.does === 'drop') this.undo(patch, step.does === 'revert');
      else if (step.does === 'side') this.side(patch);
      else if (step.does === 'squash')
        this.land([patch, step.other % PATCHES], `rework of ${this.count}`, (lines) => lines);
      else {
        const changed = { edit: edited, half: halved, land: whole, retitle: whole }[step.does];
        this.land([patch], step.does === 'retitle' ? `cleanup ${this.count}` : titleOf(patch), changed);
      }
    }
  }

  private work(does: 'work' | 'move' | 'remove', file: number): void {
    const text = this.texts[file];
    const path = this.paths[file]!;
    if (text == null) return;
    if (does === 'work') {
      this.texts[file] = `${text}int other_work_${this.count}(void);\n`;
      this.h.commit({ message: `${path}: work ${this.count}`, files: { [path]: this.texts[file]! } });
    } else if (does === 'move') {
      this.paths[file] = path.replace(/(\d*)\.(.)$/, `${this.count}.$2`);
      this.h.commit({ message: `move ${path}`, files: { [path]: null, [this.paths[file]!]: text } });
    } else {
      this.texts[file] = null;
      this.h.commit({ message: `remove ${path}`, files: { [path]: null } });
    }
  }

  /** Puts what is not there yet where it belongs; null when there is nothing to do. */
  private edit(patches: readonly number[], changed: (lines: string[]) => string[]): Record<string, string> | null {
    const files: Record<string, string> = {};
    for (const patch of new Set(patches)) {
      const at = fileOf(patch);
      const text = this.texts[at];
      if (text == null || text.includes(blockOf(patch)[4]!)) continue;
      this.texts[at] = text.replace(anchorOf(patch), [anchorOf(patch), ...changed(blockOf(patch))].join('\n'));
      files[this.paths[at]!] = this.texts[at]!;
    }
    return Object.keys(files).length === 0 ? null : files;
  }

  private land(patches: readonly number[], message: string, changed: (lines: string[]) => string[]): void {
    const files = this.edit(patches, changed);
    if (!files) return;
    const commit = this.h.commit({ message, files });
    for (const patch of patches) this.landings[patch] = [...(this.landings[patch] ?? []), commit];
  }

  /** Lands on a branch that began before the newest commits, and comes in by a merge. */
  private side(patch: number): void {
    const tip = this.h.tip('main');
    const from = tip.parents[0] ?? tip;
    const files = this.edit([patch], whole);
    if (!files) return;
    const side = `side${this.count}`;
    this.h.point(side, from);
    this.h.commit({ branch: side, message: titleOf(patch), files });
    this.h.merge(this.h.tip(side), { files });
  }

  private undo(patch: number, says: boolean): void {
    const at = fileOf(patch);
    const text = this.texts[at];
    const landing = this.landings[patch]?.at(-1);
    if (text == null || !landing) return;
    const lines = new Set([...blockOf(patch), ...edited(blockOf(patch))].filter((line) => line.length > 1));
    const rest = text
      .split('\n')
      .filter((line) => !lines.has(line))
      .join('\n');
    if (rest === text) return;
    this.texts[at] = rest;
    const message = says ? `Revert "${titleOf(patch)}"\n\nThis reverts commit ${landing.oid}.` : `drop ${this.count}`;
    this.h.commit({ message, files: { [this.paths[at]!]: rest } });
  }
}

function placesIn(file: number): string[] {
  return Array.from({ length: PATCHES }, (_, patch) => patch)
    .filter((patch) => fileOf(patch) === file)
    .flatMap((patch) => [`int before_place_${patch};`, anchorOf(patch), `int behind_place_${patch};`]);
}

const titleOf = (patch: number) => `area${patch}: validate what was read before use ${patch}`;
const whole = (lines: string[]) => lines;
const halved = (lines: string[]) => lines.slice(0, 4);
const edited = (lines: string[]) =>
  lines.map((line, at) => (at === 3 ? line.replace('context,', 'context, NULL,') : line));
