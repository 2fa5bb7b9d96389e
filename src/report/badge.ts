// Badges: one for each project and one for all, as SVG and in the endpoint schema of shields.io.
import { makeBadge } from 'badge-maker';
import type { ProjectReport, Report } from '../model/report.js';
import { label } from './clean.js';
import { figure, landedPercent, lineCounts, patches } from './figures.js';
import { overall, type Overall } from './overall.js';
import { gradeColour, type Colour } from './badge-colour.js';

/** What a badge counts; all are of the remaining delta but `percent`, which is the share of patches that need no carrying. */
export const BADGE_METRICS = ['patches', 'lines', 'percent'] as const;
export type BadgeMetric = (typeof BADGE_METRICS)[number];

/** What shields.io reads from an address; see https://shields.io/badges/endpoint-badge. */
export interface BadgeEndpoint {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: Colour;
  /** Present when there is no data: the colour cannot then be overridden by the reader of the endpoint. */
  readonly isError?: true;
}

export interface Badge {
  /** The project's name, or that of the badge for all; stands in file names. */
  readonly name: string;
  readonly svg: string;
  readonly endpoint: BadgeEndpoint;
}

/** A badge for each project in the report's order, then the one for all, in a file named `landfall`; `title` is what it says of itself. */
export function badges(report: Report, metric: BadgeMetric, title = 'landfall'): readonly Badge[] {
  const each = report.projects.map((project) => badge(project.name, project.title, overall([project]), metric, 1));
  return [...each, badge(nameForAll(report.projects), title, overall(report.projects), metric, report.projects.length)];
}

/** Characters of a label; a badge that is wider than a line of text helps nobody. */
const LABEL_LENGTH = 40;

function badge(name: string, title: string, all: Overall, metric: BadgeMetric, projects: number): Badge {
  const noData = all.noData === projects;
  const endpoint: BadgeEndpoint = {
    schemaVersion: 1,
    label: shortLabel(title, name),
    message: noData ? 'no data' : messageFor(all, metric),
    color: gradeColour(all, noData),
    ...(noData ? { isError: true } : {}),
  };
  return { name, endpoint, svg: svgOf(endpoint) };
}

function svgOf({ label: left, message, color }: BadgeEndpoint): string {
  return makeBadge({ label: left, message, color });
}

/** Share landed is rounded down, so that 100% is said only when nothing remains; see `landedPercent`. */
function messageFor(all: Overall, metric: BadgeMetric): string {
  const missing = all.incomplete ? ', incomplete' : '';
  const landed = landedPercent(all);
  if (landed === null) return `0 patches${missing}`;
  const { remaining, total } = all;
  const words: Readonly<Record<BadgeMetric, string>> = {
    patches: `${figure(remaining.patches)} of ${patches(total.patches)} to carry`,
    lines: `${lineCounts(remaining, '−')} lines to carry`,
    percent: `${landed}% landed`,
  };
  return `${words[metric]}${missing}`;
}

function shortLabel(title: string, name: string): string {
  const characters = Array.from(label(title) || label(name) || 'project');
  return characters.length <= LABEL_LENGTH ? characters.join('') : `${characters.slice(0, LABEL_LENGTH - 1).join('')}…`;
}

function nameForAll(projects: readonly ProjectReport[]): string {
  return projects.some((project) => project.name === 'landfall') ? 'landfall-all' : 'landfall';
}
