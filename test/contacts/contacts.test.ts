// Whom a patch is for: sections of MAINTAINERS that cover its files, people who worked on them, and a command that is only printed.
import { expect, test } from 'vitest';
import { contactsJsonSchema, contactsSchema, renderContacts } from '../../src/report/contacts.js';
import { contactsOf } from '../../src/contacts/contacts.js';
import { parseMaintainers } from '../../src/contacts/parse-maintainers.js';
import { begin, NOW, projectOf } from '../scenarios/judge.js';
import { after, tinyRepo } from '../support/tiny-repo.js';

const MAINTAINERS = `Maintainers List
----------------

Sound
M: Ann O'Hara <ann@example.org>
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
    maintainers: ["Ann O'Hara <ann@example.org>"],
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
  expect(found.people[0]).toMatchObject({ who: 'Eve <eve@example.org>', commits: 1 });
  expect(found.hints).toEqual(['CONTRIBUTING']);
  const [mail = '', b4 = ''] = found.commands;
  expect(mail).toContain(`git send-email -1 ${h.tip('local').oid} --to=devel@example.org --to=sound@example.org`);
  expect(mail).toContain(`--cc='Ann O'\\''Hara <ann@example.org>'`);
  expect(b4).toContain(`--to devel@example.org sound@example.org --cc 'Ann O'\\''Hara <ann@example.org>'`);
  expect(b4).toContain(`b4 prep --enroll ${h.tip('local').oid}~1`);
  expect(renderContacts(found, 'text')).toContain(`\n  ${mail}\n  ${b4}\n`);
  expect(contactsSchema.parse(JSON.parse(renderContacts(found, 'json')))).toEqual(found);
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
