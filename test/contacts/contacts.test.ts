// Whom a patch is for: sections of MAINTAINERS that cover its files, people who worked on them, and a command that is only printed.
import { expect, test } from 'vitest';
import { contactsJsonSchema, contactsSchema, renderContacts } from '../../src/report/contacts.js';
import { commandsFor } from '../../src/contacts/commands.js';
import { contactsOf } from '../../src/contacts/contacts.js';
import { parseMaintainers } from '../../src/contacts/parse-maintainers.js';
import { begin, NOW, projectOf } from '../scenarios/judge.js';
import { after, all, before, edit, tinyRepo } from '../support/tiny-repo.js';

const MAINTAINERS = `Maintainers List
----------------

Sound
M: Ann O'Hara <ann@example.org>
M: Dr. No <no@example.org>
R: Bob <bob@example.org>
L: sound@example.org (moderated)
S: Maintained
F: sound/
X: sound/old/

The rest
M: Carl <carl@example.org>
L: devel@example.org
F: *
F: */

Nobody
S: Orphan
F: net/*.c
`;

test('sections cover folders and patterns, and leave out what they say', () => {
  const covering = (path: string) =>
    parseMaintainers(MAINTAINERS)
      .filter((entry) => entry.covers(path))
      .map(({ title }) => title);
  expect(covering('sound/core.c')).toEqual(['Sound', 'The rest']);
  expect(covering('sound/old/core.c')).toEqual(['The rest']);
  expect(covering('net/ring.c')).toEqual(['The rest', 'Nobody']);
  expect(parseMaintainers(MAINTAINERS)[0]).toMatchObject({
    maintainers: ["Ann O'Hara <ann@example.org>", 'Dr. No <no@example.org>'],
    reviewers: ['Bob <bob@example.org>'],
    lists: ['sound@example.org'],
    status: 'Maintained',
  });
});

test('a file of another kind has no sections, and hostile lines do no harm', () => {
  expect(parseMaintainers('')).toEqual([]);
  expect(parseMaintainers(`${'M: '.repeat(50_000)}\nF: ${'*'.repeat(300)}\n`)).toBeDefined();
});

test('the narrowest section comes first, and the command is one line that a shell takes as it is', async () => {
  const { h, base } = begin();
  h.commit({
    message: 'sound',
    files: { MAINTAINERS, 'sound/core.c': 'int core;\n', CONTRIBUTING: 'Please do.\n' },
    author: 'Dora <dora@example.org>',
  });
  h.point('local', h.tip());
  h.commit({
    branch: 'local',
    message: 'sound: mix',
    files: { 'sound/core.c': after('int core;\n', 'int mixer_of_the_core;\n') },
  });
  h.commit({
    message: 'later',
    files: { 'sound/core.c': after('int core;\n', 'int something_else_upstream;\n') },
    author: 'Eve <eve@example.org>',
  });
  expect(base).toBeDefined();
  const { path } = await tinyRepo(h);
  const project = {
    ...(await projectOf(path, path)),
    contribute: { kind: 'list' as const, address: 'devel@example.org' },
  };
  const found = await contactsOf({ project, notices: [] }, 'sound: mix', { now: NOW, version: '0.0.0', cores: 1 });
  expect(found.sections.map(({ title }) => title)).toEqual(['Sound', 'The rest']);
  expect(found.people).toEqual([
    { who: 'Dora <dora@example.org>', lines: 1, commits: 0, last: '2020-01-01' },
    { who: 'Eve <eve@example.org>', lines: 0, commits: 1, last: '2020-01-01' },
  ]);
  expect(found.hints).toEqual(['CONTRIBUTING']);
  const [mail = '', b4 = ''] = found.commands;
  expect(mail).toContain(`git send-email -1 ${h.tip('local').oid} --to=devel@example.org --to=sound@example.org`);
  expect(mail).toContain(`--cc='Ann O'\\''Hara <ann@example.org>'`);
  expect(b4).toContain(`--to devel@example.org sound@example.org --cc 'Ann O'\\''Hara <ann@example.org>'`);
  expect(mail).toContain(`--cc='"Dr. No" <no@example.org>'`);
  expect(b4).toContain(`b4 prep --enroll ${h.tip('local').oid}~1 && b4 prep --edit-cover && b4 send`);
  expect(renderContacts(found, 'text')).toContain(`\n  ${mail}\n  ${b4}\n`);
  expect(contactsSchema.parse(JSON.parse(renderContacts(found, 'json')))).toEqual(found);
});

const SONG = Array.from({ length: 30 }, (_, at) => `int line_${at};\n`).join('');

test('people are those who wrote the lines as upstream has them today, by the names that .mailmap gives them', async () => {
  const { h } = begin();
  h.commit({ message: 'all', files: { 'a.c': SONG }, author: 'Old <old@example.org>' });
  h.point('local', h.tip());
  h.commit({
    branch: 'local',
    message: 'a: wider',
    files: { 'a.c': all(edit('int line_20', 'long line_20'), edit('int line_25', 'long line_25')) },
    author: 'Me <me@example.org>',
  });
  // Upstream went on: lines above, the very line, the file's name, and an address.
  h.commit({
    message: 'above',
    files: { 'a.c': before('int line_3;\n', 'int more;\n'.repeat(4)) },
    author: 'Far <far@example.org>',
  });
  h.commit({
    message: 'there',
    files: { 'a.c': edit('int line_20', 'short line_20') },
    author: 'Near <near@old.example>',
  });
  h.commit({
    message: 'moved',
    files: { 'b.c': { movedFrom: 'a.c' }, '.mailmap': 'Near Now <near@example.org> <near@old.example>\n' },
    author: 'Mover <mover@example.org>',
  });
  const { path } = await tinyRepo(h);
  const project = await projectOf(path, path);
  const found = await contactsOf({ project, notices: [] }, 'a: wider', { now: NOW, version: '0.0.0', cores: 1 });
  expect(found.problems).toEqual([]);
  expect(found.people.map(({ who, lines }) => [who, lines])).toEqual([
    ['Near Now <near@example.org>', 1],
    ['Old <old@example.org>', 1],
    ['Mover <mover@example.org>', 0],
    ['Far <far@example.org>', 0],
  ]);
});

test('a patch in a file is committed before it is sent, and one for pull requests is pushed', () => {
  const patch = {
    id: 'abc',
    commit: 'c'.repeat(40),
    origin: { kind: 'file', reader: 'quilt', path: 'p', line: 1 } as const,
  };
  const list = { kind: 'list' as const, address: 'devel@example.org' };
  expect(commandsFor(patch, [], list)[0]).toBe(
    'git send-email -1 HEAD --to=devel@example.org   # once it is committed in a clone of upstream',
  );
  expect(commandsFor(patch, [], null)).toEqual([]);
  const requests = { kind: 'pull-request' as const, address: 'https://example.org/pulls' };
  expect(commandsFor({ ...patch, origin: { kind: 'commit', oid: patch.commit } }, [], requests)).toEqual([
    `git push YOUR-FORK ${patch.commit}:refs/heads/send-abc   # then https://example.org/pulls`,
  ]);
});

test('the committed schema is the one the code describes (vitest -u writes it)', async () => {
  const written = `${JSON.stringify(contactsJsonSchema(), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('../../config/schema/contacts.schema.json');
});

test('what a repository says does not act on the terminal', () => {
  const patch = { id: 'x', subject: 'a \u001b[2J b\n\u202e', commit: '0'.repeat(40) };
  const nothing = { files: [], project: null, sections: [], people: [], hints: [], commands: [], problems: [] };
  const text = renderContacts({ schemaVersion: 1, patch, ...nothing }, 'text');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('Nothing says where to send it.');
});
