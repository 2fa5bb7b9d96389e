// Patches that landed together are told in every report, under the names readers know, and never as markup.
import { expect, test } from 'vitest';
import { projectOf } from '../../src/report/html/site.js';
import { PLAIN } from '../../src/report/index.js';
import { markdown } from '../../src/report/markdown.js';
import { terminal } from '../../src/report/terminal.js';
import { commit, patch, project, report } from './fixtures.js';

const inFile = patch('bound the frame', {
  origin: { kind: 'file', reader: 'pkgsrc', path: 'patches/patch-<b>ring.c', line: 1 },
});
const inBranch = patch('peek');
const whole = commit('net: several fixes');
const plain = project('p', [inFile, inBranch]);
const together = [{ patches: [inFile.id, inBranch.id], commits: [{ oid: whole.oid, subject: whole.subject }] }];
const shown = { ...plain, delta: { ...plain.delta, together } };
const all = report([shown]);

test.each([
  ['terminal', terminal.report(all, PLAIN), 'patch-<b>ring.c'],
  ['markdown', markdown.report(all, PLAIN), '<code>patch-&lt;b&gt;ring.c</code>, `'],
  ['html', projectOf(all, shown, null).text, 'patch-&lt;b&gt;ring.c</a>, <a'],
])('%s', (_, text, name) => {
  const [, section = ''] = text.split('Landed together');
  expect(section).toContain(name);
  expect(section).toContain(inBranch.id);
  expect(section).toContain('net: several fixes');
});

test('nothing landed together: no such section', () => {
  expect(terminal.report(report([plain]), PLAIN)).not.toContain('Landed together');
  expect(markdown.report(report([plain]), PLAIN)).not.toContain('Landed together');
  expect(projectOf(all, plain, null).text).not.toContain('Landed together');
});
