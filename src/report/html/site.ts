// What the pages are made of, and the pages: pure functions to text, each page by itself, so that none has to be kept.
import type { PatchInDepth } from '../../model/beside.js';
import type { FleetStatus } from '../../model/fleet.js';
import type { ProjectReport, Report } from '../../model/report.js';
import type { Trend } from '../../model/trend.js';
import { cleanStrings, visible } from '../clean.js';
import { withShortFailures } from '../fleet-failures.js';
import { FRONT, listPath, type PatchLinks, patchPath, projectPath } from './addresses.js';
import { fleetPages } from './fleet-page.js';
import { frontPage } from './front-page.js';
import type { Run } from './page.js';
import { patchPage } from './patch-page.js';
import { projectPage } from './project-page.js';

/** A page and its place in the folder of the site, with `/` between folders. */
export interface SitePage {
  readonly path: string;
  readonly text: string;
}

/** The page that leads to all projects. `trends` are by project name, where there is a history. */
export function frontOf(report: Report, trends: ReadonlyMap<string, Trend>): SitePage {
  return { path: FRONT, text: frontPage(clean(report), trends) };
}

/** The page of one project; `links` says whether its patches have pages. */
export function projectOf(
  run: Run,
  project: ProjectReport,
  trend: Trend | null,
  links: PatchLinks = 'pages',
): SitePage {
  return { path: projectPath(project.name), text: projectPage(clean(run), clean(project), trend, links) };
}

/** The page that leads to all projects of a fleet, and those that list them. */
export function fleetPagesOf(report: Report, status: FleetStatus, trend: Trend): readonly SitePage[] {
  const pages = fleetPages(clean(report), clean(withShortFailures(status)), trend);
  return pages.map((text, at) => ({ path: at === 0 ? FRONT : listPath(at - 1), text }));
}

/** The page of one patch; `project` is the report the patch is of. */
export function patchOf(run: Run, project: ProjectReport, found: PatchInDepth): SitePage {
  const { name, title, upstream, patches } = project;
  const at = patches.findIndex(({ id }) => id === found.patch.id);
  const [before, after] = [patches[at - 1] ?? null, patches[at + 1] ?? null];
  const around = clean({
    name,
    title,
    upstream,
    before: idOf(before),
    after: idOf(after),
    number: at + 1,
    of: patches.length,
  });
  const lines = found.message
    .split('\n')
    .map((line) => visible(line))
    .join('\n');
  return {
    path: patchPath(name, found.patch.id),
    text: patchPage(clean(run), around, { ...clean({ ...found, message: '' }), message: lines }),
  };
}

function idOf(patch: { readonly id: string; readonly subject: string } | null) {
  return patch && { id: patch.id, subject: patch.subject };
}

/** Nothing that a repository says can hide or act: controls and invisible characters are shown as signs. */
function clean<T>(value: T): T {
  return cleanStrings(value, (text) => visible(text));
}
