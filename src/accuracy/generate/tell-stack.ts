// Tells a whole labelled story: what upstream does after its tip (reverts, landings anew) and the downstream stack.
import { type Chance, chance as chanceFrom } from '../../bench/history/chance.js';
import type { Written } from '../hide.js';
import type { FileAfter, Told } from '../import-stream.js';
import type { TruthRow } from '../truth.js';
import { applyChanges, type Changed, type ReadText, type Text } from './apply-hunks.js';
import { type Draft, draftOf, landing } from './drafts.js';
import { inverseOf } from './inverse.js';
import { type Material, type Source, Supply } from './material.js';
import { type Pantry, type Recipe, RECIPES } from './recipes.js';

/** A row whose commit is not made yet: places in `Story.commits`, and of upstream's own commits their ids. */
export interface ToldRow {
  readonly place: number;
  readonly row: Pick<TruthRow, 'statuses' | 'slices' | 'note'>;
  readonly commits: readonly (readonly (string | number)[])[];
}

export interface Story {
  readonly commits: readonly Told[];
  /** Places of the last commit of either side, or null where that side has none. */
  readonly upstream: number | null;
  readonly downstream: number | null;
  readonly rows: readonly ToldRow[];
}

/** Shares of the rows that upstream takes out again, and of these that it takes in once more. */
const REVERTED = 0.08;
const RELANDED = 0.4;
/** So many of upstream's reverts do not say what they are. */
const SILENT = 0.25;
/** So many patches bear another subject than their landing. */
const RETITLED = 0.3;
/** Recipes that find nothing, or whose drafts do not apply, are drawn anew: so many times a row. */
const TRIES = 20;
const HOUR = 3600;

/** Tells a story of about `rows` labelled patches, of `only` these kinds if given. The same seed tells the same. */
export function tellStack(material: Material, rows: number, seed: number, only?: readonly string[]): Story {
  const chance = chanceFrom(seed);
  const pantry: Pantry = {
    landed: new Supply(material.landed, chance),
    withheld: new Supply(material.withheld, chance),
    strangers: new Supply(material.strangers, chance),
    chance,
  };
  const upstream = new Side(material.tip, material.atTip);
  const downstream = new Side(material.base, material.atBase);
  const commits: Told[] = [];
  const told: ToldRow[] = [];
  const reverted = only ? 0 : rows * REVERTED;
  const recipes = RECIPES.filter(([, name]) => !only || only.includes(name));
  for (let turn = 0; turn < Math.round(reverted * TRIES) && told.length < reverted; turn++)
    told.push(...tellRevert(pantry, commits, upstream, downstream, material.tipDate));
  for (let turn = 0; turn < rows * TRIES && told.length < rows; turn++) {
    const drafts = drawRecipe(recipes, chance)(pantry);
    if (drafts) told.push(...tellDrafts(drafts, commits, downstream, chance));
  }
  return { commits, upstream: upstream.last, downstream: downstream.last, rows: told };
}

/** One branch as it grows: the texts of its files over those of the commit it began at. */
class Side {
  last: number | null = null;
  private readonly changed = new Map<string, Text>();

  constructor(
    private readonly start: string,
    private readonly texts: ReadonlyMap<string, Text>,
  ) {}

  readonly read: ReadText = (path) => (this.changed.has(path) ? this.changed.get(path) : this.texts.get(path)) ?? null;

  add(commits: Told[], changed: Changed, written: Written, modes: ReadonlyMap<string, string>): number {
    const content = new Map([...changed].map(([path, text]) => [path, fileAfter(text, modes.get(path))] as const));
    commits.push({ written, parents: [this.last ?? this.start], content });
    for (const [path, text] of changed) this.changed.set(path, text);
    this.last = commits.length - 1;
    return this.last;
  }
}

function tellRevert(pantry: Pantry, commits: Told[], upstream: Side, downstream: Side, tipDate: number): ToldRow[] {
  const { chance } = pantry;
  const one = pantry.landed.take(({ files }) => files.every(({ oldPath }) => oldPath !== null));
  const undone = one && applyChanges(upstream.read, inverseOf(one.files));
  const patch = one && applyChanges(downstream.read, one.files);
  if (!one || !undone || !patch) return [];
  const date = tipDate + HOUR * (commits.length + 1);
  const said = { author: one.author, authorDate: date, commitDate: date };
  const silent = chance.happens(SILENT);
  const subject = one.message.split('\n', 1)[0] ?? '';
  const message = silent ? 'Back to the former way\n' : `Revert "${subject}"\n\nThis reverts commit ${one.oid}.\n`;
  upstream.add(commits, undone, { ...said, message }, modesOf(one));
  const landings: (string | number)[] = [one.oid];
  const again = chance.happens(RELANDED) ? applyChanges(upstream.read, one.files) : null;
  if (again) landings.push(upstream.add(commits, again, { ...said, message: `Reapply "${subject}"\n` }, modesOf(one)));
  const place = downstream.add(commits, patch, writtenAs(one, one.message), modesOf(one));
  const { label } = draftOf(one, [one.files], landing([one], again ? 're-landed' : 'reverted'));
  const statuses = again ? (['landed', 'absorbed'] as const) : (['reverted'] as const);
  return [{ place, row: { statuses, slices: label?.slices ?? [], note: subject }, commits: [landings] }];
}

function drawRecipe(recipes: typeof RECIPES, chance: Chance): Recipe {
  let drawn = chance.below(recipes.reduce((sum, [weight]) => sum + weight, 0));
  const found = recipes.find(([weight]) => (drawn -= weight) < 0);
  if (!found) throw new RangeError('no recipe was drawn');
  return found[2];
}

/** Makes all drafts or none: a part that does not apply would make the labels of the others untrue. */
function tellDrafts(drafts: readonly Draft[], commits: Told[], side: Side, chance: Chance): ToldRow[] {
  const trial = new Map<string, Text>();
  const made: { draft: Draft; changed: Changed }[] = [];
  for (const draft of drafts) {
    const before = new Map(trial);
    const changed = draft.make((path) => (before.has(path) ? (before.get(path) ?? null) : side.read(path)));
    if (!changed) return [];
    for (const [path, text] of changed) trial.set(path, text);
    made.push({ draft, changed });
  }
  return made.flatMap(({ draft: { after, label }, changed }) => {
    const retitled = label !== null && chance.happens(RETITLED);
    const [subject = '', ...body] = after.message.split('\n');
    const message = retitled ? [retitle(subject), ...body].join('\n') : after.message;
    const place = side.add(commits, changed, writtenAs(after, message), modesOf(...(label?.commits ?? []), after));
    if (!label) return [];
    const slices = retitled && label.commits.length > 0 ? [...label.slices, 'retitled'] : label.slices;
    const row = { statuses: label.statuses, slices, note: subject };
    return [{ place, row, commits: label.commits.map(({ oid }) => [oid]) }];
  });
}

/** Another subject with some of the same words, the other way round. */
function retitle(subject: string): string {
  const words = subject.replace(/^\S+:\s*/, '').split(' ');
  return `downstream: ${words
    .slice(0, Math.ceil(words.length / 2))
    .reverse()
    .join(' ')}`;
}

function writtenAs({ author, date }: Source, message: string): Written {
  return { author, authorDate: date, commitDate: date, message };
}

function modesOf(...sources: readonly Source[]): Map<string, string> {
  const files = sources.flatMap((source) => source.files);
  return new Map(
    files.map(({ newPath, oldPath, newMode, oldMode }) => [newPath ?? oldPath ?? '', newMode ?? oldMode ?? '']),
  );
}

function fileAfter(text: Text, mode: string | undefined): FileAfter {
  if (text === null) return null;
  return { mode: mode || '100644', content: Buffer.from(text.map((line) => `${line}\n`).join('')) };
}
