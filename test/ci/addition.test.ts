// What a change adds to the delta, and how a comment says it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { additionOf } from '../../src/ci/addition.js';
import { commentOn, MARK } from '../../src/ci/comment.js';
import { outputLines } from '../../src/ci/outputs.js';
import { parsePullRequest } from '../../src/ci/pull-request.js';
import type { PatchReport, ProjectReport } from '../../src/model/report.js';
import { gate } from '../gate/cases.js';
import { hostileTexts, poison } from '../report/hostile.js';
import { commit, landing, patch, project, report } from '../report/fixtures.js';
import { runs } from '../support/property-tests.js';

const [a, b] = [patch('a'), patch('b')];
const there = patch('is there', {
  status: 'landed',
  remaining: { hunks: 0, insertions: 0, deletions: 0, files: 0 },
  landing: landing([commit('it')]),
});
const between = (before: readonly PatchReport[], after: readonly PatchReport[], more: Partial<ProjectReport> = {}) =>
  additionOf(project('gdb', before), project('gdb', after, more));

describe('a change', () => {
  test('adds patches, and the comment says which of them upstream has', () => {
    const addition = between([a], [a, b, there]);
    expect(addition).toMatchObject({ patches: 1, lines: 30, added: [b, there], removed: [] });
    const text = commentOn([addition], null) ?? '';
    expect(text.startsWith(MARK)).toBe(true);
    expect(text).toContain('**gdb**: +1 patch, +30 lines to carry');
    expect(text).toContain('1 patch of it need not be carried');
    expect(text).toContain(`\`landed\` | \`${there.landing?.commits[0]?.oid.slice(0, 12)}\`: `);
  });

  test('takes patches away', () => {
    const text = commentOn([between([a, b], [a])], null) ?? '';
    expect(text).toContain('**gdb**: −1 patch, −30 lines to carry');
    expect(text).toContain('Removed: 1 patch.');
  });

  test('that only rebases says nothing', () => {
    expect(commentOn([between([a], [{ ...a, id: 'ffffffffffff' }])], null)).toBeNull();
  });

  test('of which a part could not be read is not taken for none', () => {
    const notices = [{ code: 'x', severity: 'error', message: 'x', hint: null }] as const;
    expect(commentOn([between([a], [a], { notices })], null)).toContain('is not known');
    expect(commentOn([between([a], [], { state: 'no-data' })], null)).toContain('is not known');
  });

  test('that breaks the gate says so', () => {
    const failed = gate({ 'max-patches': { level: 'fail', most: 0 } }, { patches: [b] });
    const text = commentOn([between([], [b])], failed) ?? '';
    expect(text).toContain('The gate fails:\n\n- gdb, `max-patches`: 1 patch to carry; at most 0');
  });

  test('holds no mention, markup or second mark, whatever its patches say', () => {
    fc.assert(
      fc.property(hostileTexts, (words) => {
        const text = commentOn([poison(between([], [b, there]), [...words, '-->', '@all'])], null) ?? '';
        expect(text.slice(MARK.length)).not.toMatch(/<!--|<script|(?<![\w&#;\\`])@\w|[^\n\P{Cc}]/u);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('what later steps get', () => {
  test('are figures and one word', () => {
    const passed = gate({ 'max-patches': { level: 'fail', most: 9 } }, { patches: [a] });
    const lines = outputLines(report([project('gdb', [a, there])]), passed);
    expect(lines).toBe('outcome=pass\npatches=1\nlines=30\nlanded-percent=50\n');
  });

  test('is no figure where something is not known', () => {
    const half = report([project('gdb', [a]), project('none', [], { state: 'no-data' })]);
    expect(outputLines(half, null)).toBe('outcome=fail\npatches=\nlines=\nlanded-percent=\n');
    expect(outputLines(report([]), null)).toContain('outcome=fail');
  });
});

test('only the payload of a pull request is one', () => {
  const sha = 'a'.repeat(40);
  const payload = {
    number: 7,
    pull_request: { base: { ref: 'main', sha }, head: { ref: 'x', sha } },
    repository: { full_name: 'ann/thing' },
  };
  expect(parsePullRequest(payload)).toEqual({ number: 7, repository: 'ann/thing', base: { branch: 'main', oid: sha } });
  for (const wrong of [null, {}, { ...payload, number: 'x' }, { ...payload, repository: { full_name: '../x/y' } }])
    expect(parsePullRequest(wrong)).toBeNull();
});
