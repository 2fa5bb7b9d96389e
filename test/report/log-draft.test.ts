// The commit message for dropping patches.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProjectReport } from '../../src/model/report.js';
import { logDraft } from '../../src/report/log-draft.js';
import { runs } from '../support/property-tests.js';
import { hostileTexts, poison } from './hostile.js';
import { sampleReport } from './samples.js';

function project(fits: (project: ProjectReport) => boolean): ProjectReport {
  const found = sampleReport().projects.find(fits);
  if (!found) throw new Error('no sample fits');
  return found;
}

const droppable = (all: ProjectReport) => all.patches.filter(({ action }) => action.kind === 'drop-now');

test('it names each patch that can be dropped now, why, and the upstream commits', () => {
  const sample = project((each) => droppable(each).length > 0);
  const text = logDraft(sample);
  expect(text).toMatch(new RegExp(`^${sample.name}: drop \\d+ patch`));
  for (const patch of droppable(sample)) {
    expect(text).toContain(`  ${patch.id} ${patch.subject}\n`);
    expect(text).toContain(patch.says);
    for (const { oid } of patch.landing?.commits ?? []) expect(text).toContain(oid.slice(0, 12));
  }
  for (const patch of sample.patches) if (patch.action.kind !== 'drop-now') expect(text).not.toContain(patch.id);
});

test('with nothing to drop it is empty', () => {
  const sample = project(({ state }) => state === 'tracked');
  expect(logDraft({ ...sample, patches: sample.patches.filter(({ action }) => action.kind !== 'drop-now') })).toBe('');
});

test('nothing from a repository acts on a terminal, or becomes a comment of git', () => {
  fc.assert(
    fc.property(hostileTexts, (words) => {
      for (const dirty of poison(sampleReport(), words).projects) {
        const text = logDraft({ ...dirty, name: 'safe' });
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(text).not.toMatch(/^#/m);
      }
    }),
    { numRuns: runs(30) },
  );
});
