// Where the weight of a fleet lies, and how its state is shown.
import { expect, test } from 'vitest';
import { heaviestProjects, mostCarried } from '../../src/fleet/overview.js';
import type { FleetStatus } from '../../src/model/fleet.js';
import type { ProjectReport } from '../../src/model/report.js';
import { FLEET_FORMATS, fleetStatusJsonSchema, renderFleet } from '../../src/report/fleet.js';
import { PLAIN } from '../../src/report/index.js';
import { sampleReport } from '../report/samples.js';

const [sample] = sampleReport().projects;
if (!sample) throw new Error('the sample report has a project');

function project(name: string, url: string, patches: number, lines: number): ProjectReport {
  const remaining = { ...(sample as ProjectReport).delta.remaining, patches, insertions: lines, deletions: 0 };
  const own = sample as ProjectReport;
  return { ...own, name, upstream: own.upstream && { ...own.upstream, url }, delta: { ...own.delta, remaining } };
}

const FLEET = [project('a', 'u1', 1, 10), project('b', 'u2', 5, 1), project('c', 'u1', 5, 9), project('d', 'u3', 0, 0)];

test('the heaviest come first: by patches, then by lines; what carries nothing is left out', () => {
  expect(heaviestProjects(FLEET).map(({ name }) => name)).toEqual(['c', 'b', 'a']);
});

test('upstreams add up what is carried on top of them, and who has to move', () => {
  const [first] = mostCarried(FLEET);
  expect(first).toMatchObject({ name: 'u1', projects: 2, patches: 6, lines: 19 });
  const actions = [...(sample?.patches ?? []), ...(sample?.patches ?? [])].map(({ action }) => action.kind);
  expect(first?.theirs).toBe(actions.filter((kind) => kind === 'wait').length);
});

const STATUS: FleetStatus = {
  schemaVersion: 1,
  fleet: 'pkgs',
  draining: true,
  projects: { total: 4, tracked: 3 },
  queue: { waiting: 1, running: 0, aside: 1 },
  aside: [{ project: 'evil', says: 'bad \u001b]0;title\u0007 word\nsecond line' }],
  sick: [{ url: 'https://example.org', failures: 3, retryAt: '2026-01-01T00:00:00.000Z', says: 'no route' }],
  heaviest: heaviestProjects(FLEET),
  upstreams: mostCarried(FLEET),
};

test('a terminal shows queue, failures and weight, and nothing acts on it', () => {
  const text = renderFleet(STATUS, 'terminal', PLAIN);
  expect(text).toContain('3 of 4 projects tracked');
  expect(text).toMatch(/evil: bad.* word$/mu);
  expect(text).not.toContain('second line');
  expect(text).toContain('https://example.org (3 times): no route');
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('JSON comes back as it was', () => {
  expect(FLEET_FORMATS).toContain('json');
  expect(JSON.parse(renderFleet(STATUS, 'json', PLAIN))).toEqual(STATUS);
});

test('the committed schema is the one the code describes (vitest -u writes it)', async () => {
  const written = `${JSON.stringify(fleetStatusJsonSchema(), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('../../config/schema/fleet-status.schema.json');
});
