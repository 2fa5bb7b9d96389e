// What a later run reads again and what it does not, and where it has to begin at the ground.
import { expect, test } from 'vitest';
import { begin } from '../scenarios/judge.js';
import { BOUND_FRAME } from '../scenarios/patches.js';
import { all, append, edit, type History, tinyRepo } from '../support/tiny-repo.js';
import { blobOf, loosen, lose } from '../scenarios/bad-input/clones.js';
import { memoryShelf, type Ran, run } from './run.js';

const RING = 'src/net/ring.c';
const TOUCHED = edit('ring->dropped++', 'ring->lost++');

/** A patch on `local` that has landed on main; `earlier` points at the landing. */
function landed(): { readonly h: History; readonly landing: ReturnType<History['commit']> } {
  const { h } = begin();
  const fix = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
  h.commit({ message: 'other work', files: { 'notes.txt': 'first\n' } });
  const landing = h.pick(fix);
  h.point('earlier', landing);
  return { h, landing };
}

const statuses = ({ report }: Ran) => report.patches.map(({ status }) => status);

test('only what upstream has come by is read, and the earlier landing stands', async () => {
  const { h } = landed();
  const fresh = h.commit({ message: 'more work', files: { 'notes.txt': 'second\n' } });
  const repo = await tinyRepo(h);
  const shelf = memoryShelf();
  await run(repo.path, 'earlier', shelf);
  const later = await run(repo.path, 'main', shelf);
  expect(later.asked).toEqual([fresh.oid]);
  expect(statuses(later)).toEqual(['landed']);
  expect(later.report.upstream).toMatchObject({ commits: 3, diffs: 1 });
  // And what it has found out in turn is where the next one goes on.
  expect(shelf.kept()).toMatchObject({ tip: fresh.oid, range: 3 });
});

test('a landing that was taken back since is looked at in all of upstream', async () => {
  const { h, landing } = landed();
  h.revert(landing);
  const repo = await tinyRepo(h);
  const shelf = memoryShelf();
  expect(statuses(await run(repo.path, 'earlier', shelf))).toEqual(['landed']);
  const later = await run(repo.path, 'main', shelf);
  expect(statuses(later)).toEqual(['reverted']);
  expect(later.report).toEqual((await run(repo.path, 'main')).report);
});

test('an upstream that was rewritten is read from the ground', async () => {
  const { h, landing } = landed();
  h.point('other', landing.parents[0]!);
  h.commit({ branch: 'other', message: 'another way', files: { [RING]: edit('ring->dropped++', 'ring->lost++') } });
  const repo = await tinyRepo(h);
  const shelf = memoryShelf();
  expect(statuses(await run(repo.path, 'earlier', shelf))).toEqual(['landed']);
  const other = await run(repo.path, 'other', shelf);
  expect(other.asked).toHaveLength(2);
  expect(statuses(other)).toEqual(['pending']);
});

test('a release that is tagged later is the release of an earlier landing', async () => {
  const { h } = landed();
  h.commit({ message: 'more work', files: { 'notes.txt': 'second\n' } });
  const shelf = memoryShelf();
  const before = await tinyRepo(h);
  expect((await run(before.path, 'earlier', shelf)).report.patches[0]?.landing?.release).toBe(null);
  h.tag('v2.0');
  const after = await tinyRepo(h);
  expect((await run(after.path, 'main', shelf)).report.patches[0]?.landing?.release).toBe('v2.0');
});

test('a release branch that upstream merges later brings landings that its tags have held for long', async () => {
  const { h, base } = begin();
  const fix = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
  h.point('stable', base);
  h.pick(fix, { branch: 'stable' });
  h.tag('v1.1', { at: h.tip('stable') });
  h.commit({ branch: 'main', message: 'other work', files: { 'notes.txt': 'first\n' }, date: '2021-01-01T12:00:00Z' });
  h.point('earlier', h.tip('main'));
  h.merge(h.tip('stable'), { branch: 'main' });
  const repo = await tinyRepo(h);
  const shelf = memoryShelf();
  expect(statuses(await run(repo.path, 'earlier', shelf))).toEqual(['pending']);
  const later = await run(repo.path, 'main', shelf);
  expect(later.report.patches[0]?.landing?.release).toBe('v1.1');
  expect(later.report).toEqual((await run(repo.path, 'main')).report);
});

test('another stack is judged from the ground', async () => {
  const { h } = landed();
  const shelf = memoryShelf();
  const before = await tinyRepo(h);
  await run(before.path, 'main', shelf);
  h.commit({ branch: 'local', message: 'queue: never sent', files: { 'src/queue.c': 'int never_sent(void);\n' } });
  const after = await tinyRepo(h);
  const later = await run(after.path, 'main', shelf);
  expect(statuses(later)).toEqual(['landed', 'pending']);
  expect(later.report).toEqual((await run(after.path, 'main')).report);
});

test('what could not be read for want of objects is tried again', async () => {
  const { h } = begin();
  h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
  const landing = h.commit({ message: 'ring: a frame may be too long', files: { [RING]: all(BOUND_FRAME, TOUCHED) } });
  h.point('earlier', landing);
  const whole = await tinyRepo(h);
  const lacking = await tinyRepo(h);
  await loosen(lacking);
  await lose(lacking, blobOf(landing, RING));
  const shelf = memoryShelf();
  const before = await run(lacking.path, 'earlier', shelf);
  expect(before.report.notices.map(({ code }) => code)).toEqual(['upstream.unreadable']);
  expect(statuses(before)).toEqual(['pending']);
  const after = await run(whole.path, 'main', shelf);
  expect(after.asked).toEqual([]);
  expect(after.report).toEqual({ ...(await run(whole.path, 'main')).report, downstream: after.report.downstream });
  expect(statuses(after)).toEqual(['landed']);
});

test('a landing in a file that has its name only since is found as well', async () => {
  const { h } = begin();
  const registers = Array.from(
    { length: 12 },
    (_, at) => `int widget_register_${at * 7}(struct widget *bank_${at});\n`,
  );
  const ours = [...registers, 'int widget_last(int ours);\n'].join('');
  const theirs = [...registers, 'int widget_last(int theirs);\n'].join('');
  h.commit({ branch: 'local', message: 'Support for widgets', files: { 'src/widget.c': ours } });
  h.commit({ message: 'Initial gadget controller', files: { 'lib/gadget.c': theirs } });
  h.point('earlier', h.tip('main'));
  h.commit({ message: 'Tidy the tree', files: { 'src/widget.c': { movedFrom: 'lib/gadget.c' } } });
  const repo = await tinyRepo(h);
  const shelf = memoryShelf();
  await run(repo.path, 'earlier', shelf);
  const later = await run(repo.path, 'main', shelf);
  expect(statuses(later)).toEqual(['landed']);
  expect(later.report).toEqual((await run(repo.path, 'main')).report);
});

test('commits of the stack that a release holds by now are upstream', async () => {
  const { h, base } = begin();
  const pick = { message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } };
  const stable = h.commit({ branch: 'stable', parents: [base], ...pick });
  h.commit({
    branch: 'local',
    parents: [stable],
    message: 'queue: ours',
    files: { 'src/queue.c': 'int ours(void);\n' },
  });
  h.commit({ message: 'other work', files: { 'notes.txt': 'first\n' } });
  const shelf = memoryShelf();
  const downstream = await tinyRepo(h);
  const before = await run((await tinyRepo(h)).path, 'main', shelf, { downstream: downstream.path });
  expect(statuses(before)).toHaveLength(2);
  h.tag('v1.1', { at: stable });
  const after = await tinyRepo(h);
  const later = await run(after.path, 'main', shelf, { downstream: downstream.path });
  expect(statuses(later)).toEqual(['pending']);
  expect(later.report).toEqual((await run(after.path, 'main', undefined, { downstream: downstream.path })).report);
});

const FAR = 'core/transfer/loop.c';
const TABLE = Array.from({ length: 12 }, (_, at) => `static const unsigned backoff_step_${at} = ${at};\n`).join('');

/** A patch on a file that upstream rewrote as another one; it landed there under other words, behind `earlier`. */
function landedFar(): History {
  const { h } = begin();
  h.commit({ branch: 'local', message: 'ring: wait longer each time', files: { [RING]: append(TABLE) } });
  h.commit({ message: 'Rewrite the transfer layer', files: { [RING]: null, [FAR]: 'void transfer(void);\n' } });
  h.point('earlier', h.tip());
  h.commit({ message: 'Exponential retries', files: { [FAR]: append(TABLE) } });
  return h;
}

test('what only its lines lead to is found among what is new', async () => {
  const repo = await tinyRepo(landedFar());
  const shelf = memoryShelf();
  expect(statuses(await run(repo.path, 'earlier', shelf))).not.toEqual(['landed']);
  const later = await run(repo.path, 'main', shelf);
  expect(later.asked).toHaveLength(1);
  expect(statuses(later)).toEqual(['landed']);
  expect(later.report).toEqual((await run(repo.path, 'main')).report);
  // And that they led there is known to the run after that one.
  expect((await run(repo.path, 'main', shelf)).report).toEqual(later.report);
});

test('a history that has grown too large to be looked through by its lines is read from the ground', async () => {
  const repo = await tinyRepo(landedFar());
  const shelf = memoryShelf();
  const search = { everyCommit: 1 };
  await run(repo.path, 'earlier', shelf, { search });
  const later = await run(repo.path, 'main', shelf, { search });
  expect(later.asked).toHaveLength(2);
  expect(later.report).toEqual((await run(repo.path, 'main', undefined, { search })).report);
  expect(statuses(later)).not.toEqual(['landed']);
});
