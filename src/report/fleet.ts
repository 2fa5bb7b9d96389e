// The state of a fleet as text for a terminal and as JSON.
import { z } from 'zod';
import type { FleetStatus } from '../model/fleet.js';
import { cleanStrings, escapeInJson, visible } from './clean.js';
import { counted, figure } from './figures.js';
import { withShortFailures } from './fleet-failures.js';
import type { RenderOptions } from './format.js';
import { type Page, pageFor, paintRows, type Row, span } from './terminal/layout.js';
import { tableRows } from './terminal/tables.js';

/** The formats of `landfall fleet status`. */
export const FLEET_FORMATS = ['terminal', 'json'] as const;

/** Renders the state of a fleet; ends with a line end. */
export function renderFleet(
  status: FleetStatus,
  format: (typeof FLEET_FORMATS)[number],
  options: RenderOptions,
): string {
  if (format === 'json') return `${escapeInJson(JSON.stringify(status, null, 2))}\n`;
  const page = pageFor(options);
  return paintRows(
    rowsOf(
      cleanStrings(withShortFailures(status), (text) => visible(text, options.ascii)),
      page,
    ),
    page,
    options.paint,
  );
}

function rowsOf(status: FleetStatus, page: Page): Row[] {
  const { projects, queue } = status;
  return [
    [
      span(status.fleet, 'title'),
      span(status.draining ? '  draining: workers end after what they have in hand' : '', 'warn'),
    ],
    [span(`  ${figure(projects.tracked)} of ${counted(projects.total, 'project')} tracked`)],
    [
      span(`  ${figure(queue.waiting)} waiting, ${figure(queue.running)} running, `),
      span(`${figure(queue.aside)} set aside`, queue.aside > 0 ? 'bad' : null),
    ],
    ...section(
      'Set aside',
      status.aside.map(({ project, says }) => `${project}: ${says}`),
    ),
    ...section(
      'Upstreams that fail',
      status.sick.map(({ url, failures, says }) => `${url} (${counted(failures, 'time')}): ${says}`),
    ),
    ...table(
      ['Heaviest projects', 'To carry', 'Lines'],
      status.heaviest.map(({ name, patches, lines }) => [name, figure(patches), figure(lines)]),
      page,
    ),
    ...table(
      ['Upstreams', 'Projects', 'To carry', 'Lines', 'Drop', 'We move', 'They move'],
      status.upstreams.map((row) => [
        endOf(row.name, page.width - FIGURES_WIDTH),
        ...[row.projects, row.patches, row.lines, row.drop, row.ours, row.theirs].map(figure),
      ]),
      page,
    ),
  ];
}

/** Columns that the figures beside an address take at the most. */
const FIGURES_WIDTH = 56;

/** The end of an address tells it from others, its beginning does not. */
function endOf(address: string, columns: number): string {
  const short = address.replace(/^[a-z+]+:\/\//u, '');
  const characters = Array.from(short);
  return characters.length <= columns ? short : `…${characters.slice(1 - columns).join('')}`;
}

function section(title: string, lines: readonly string[]): Row[] {
  if (lines.length === 0) return [];
  return [[], [span(`  ${title}`, 'title')], ...lines.map((line) => [span(`  ${line}`)])];
}

function table(head: readonly string[], body: readonly string[][], page: Page): readonly Row[] {
  return body.length === 0 ? [] : [[], ...tableRows(head, body, page)];
}

const count = z.int().nonnegative();
const carried = { name: z.string(), patches: count, lines: count };

/** The JSON form of a fleet's state; config/schema/fleet-status.schema.json is generated from it. */
const fleetStatusSchema = z.object({
  schemaVersion: z.literal(1),
  fleet: z.string(),
  draining: z.boolean().describe('Workers are asked to end after what they have in hand.'),
  projects: z.object({ total: count, tracked: count.describe('Projects with a result, of whatever age.') }),
  queue: z.object({ waiting: count, running: count, aside: count }),
  aside: z.array(z.object({ project: z.string(), says: z.string() })).describe('Projects that failed at every try.'),
  sick: z.array(z.object({ url: z.string(), failures: count, retryAt: z.iso.datetime(), says: z.string() })),
  heaviest: z.array(z.object(carried)),
  upstreams: z.array(
    z.object({
      ...carried,
      projects: count,
      drop: count,
      ours: count.describe('Patches to be sent or looked at.'),
      theirs: count.describe('Patches that wait for upstream.'),
    }),
  ),
});

/** The JSON Schema of a fleet's state, draft 2020-12. */
export function fleetStatusJsonSchema(): object {
  return { title: 'State of a Landfall fleet', ...z.toJSONSchema(fleetStatusSchema) };
}
