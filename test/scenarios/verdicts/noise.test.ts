// What is no real delta is told apart before any share is made; what only looks like it is not.
import { describe, expect, test } from 'vitest';
import { append, edit, prepend } from '../../support/tiny-repo.js';
import { judge } from '../judge.js';
import { BOUND_FRAME } from '../patches.js';
import { type Files, only, together } from '../together.js';

const ENTRY = prepend('2020-01-02  A. Author  <author@example.org>\n\n\t* net/ring.c: Bound the frame.\n\n');
const tabs = (text: string) => text.replace(/^( {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4));
const story = together();

describe('noise', () => {
  const kinds: readonly (readonly [string, string, Files])[] = [
    ['empty', 'a commit without changes', {}],
    ['changelog', 'an entry in a change log', { ChangeLog: ENTRY }],
    ['generated', 'what aclocal wrote', { 'aclocal.m4': edit('aclocal 1.15', 'aclocal 1.16') }],
    [
      'generated',
      'a change log and a generated file',
      { ChangeLog: ENTRY, 'aclocal.m4': edit('aclocal 1.15', 'aclocal 1.16') },
    ],
    ['whitespace', 'indentation', { 'src/queue.c': tabs }],
    ['whitespace', 'an empty line', { 'src/timer.c': edit('#include "timer.h"\n', '#include "timer.h"\n\n') }],
    ['whitespace', 'blanks at the end of a line', { 'src/timer.c': edit('"timer.h"\n', '"timer.h"  \n') }],
    ['whitespace', 'blanks around an operator', { 'src/timer.c': edit('started + timer', 'started  +  timer') }],
  ];
  for (const [noise, subject, files] of kinds) {
    story(
      `${noise}: ${subject}`,
      ({ local }) => local(subject, files),
      (patches) => {
        const patch = only(patches);
        expect(patch).toMatchObject({ status: 'noise', noise, landing: null, action: { kind: 'drop-now' } });
        expect(patch.remaining).toEqual({ hunks: 0, insertions: 0, deletions: 0, files: 0 });
      },
    );
  }
});

describe('no noise', () => {
  const kinds: readonly (readonly [string, string, string, (text: string) => string])[] = [
    ['indentation has meaning in Python', 'tool.py', 'if x:\n    run()\n    walk()\n', edit('    walk', 'walk')],
    ['a tab has meaning in a makefile', 'Makefile', 'all:\n        true\n', edit('        true', '\ttrue')],
    ['a blank parts two words', 'a.c', 'unsigned int counter;\n', edit('unsigned int', 'unsignedint')],
    ['a blank parts two operators', 'a.c', 'x = a + +b;\n', edit('+ +', '++')],
    ['a blank within a string', 'a.c', 'puts("two words");\n', edit('two words', 'twowords')],
    ['two lines change places', 'a.c', 'first_call();\nsecond_call();\n', () => 'second_call();\nfirst_call();\n'],
  ];
  test('each of them', async () => {
    const report = await judge((h) => {
      for (const [title, path, content, change] of kinds) {
        const own = { [`${title}/${path}`]: content };
        h.commit({ message: `before: ${title}`, files: own });
        h.point('local', h.tip());
        expect(change(content)).not.toBe(content);
      }
      for (const [title, path, , change] of kinds) {
        h.commit({ branch: 'local', message: title, files: { [`${title}/${path}`]: change } });
      }
    });
    const said = report.patches.map(({ subject, status }) => [subject, status === 'noise']);
    expect(said).toEqual(kinds.map(([title]) => [title, false]));
  });
});

story(
  'a fix with its change log entry is a fix, and lands without the entry',
  ({ local, upstream }) => {
    local('ring: bound the frame', { 'src/net/ring.c': BOUND_FRAME, ChangeLog: ENTRY });
    upstream('ring: bound the frame', { 'src/net/ring.c': BOUND_FRAME });
  },
  (patches) => expect(only(patches)).toMatchObject({ status: 'landed', remaining: { hunks: 0 } }),
);

test('noise is in no share', async () => {
  const report = await judge((h) => {
    h.commit({ branch: 'local', message: 'log', files: { ChangeLog: ENTRY } });
    h.commit({ branch: 'local', message: 'nothing' });
    const fix = h.commit({ branch: 'local', message: 'fix', files: { 'src/net/ring.c': BOUND_FRAME } });
    h.pick(fix, { message: 'bound' });
    h.commit({ branch: 'local', message: 'mine', files: { 'src/version.h': append('#define VENDOR "our own"\n') } });
  });
  expect(report.delta).toMatchObject({ total: { patches: 2 }, noise: { patches: 2 }, remaining: { patches: 1 } });
  expect(report.delta.remainingShare).toBe(0.5);
});
