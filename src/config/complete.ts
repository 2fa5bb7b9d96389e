// Makes a written project complete: every default filled in, every path absolute.
import { basename, dirname, resolve } from 'node:path';
import type { Annotation, DownstreamConfig, FilesConfig, Project, UpstreamConfig } from '../model/config.js';
import { type HistoryPlace, STATE_BRANCH } from '../model/history-place.js';
import type { Notice } from '../model/notice.js';
import type { Settings } from '../model/settings.js';
import { completeSubmission } from './complete-submissions.js';
import { completeGate } from './complete-gate.js';
import { type Environment, type Expanded, expandHome, expandVariables } from './expand.js';
import { downstreamMirrorPath, mirrorPath } from './locations.js';
import type { WrittenProject } from './schema.js';

/** What a written project is completed from. All paths are absolute. */
export interface Surroundings {
  /** The project file. */
  readonly file: string;
  /** The repository the project file lies in. */
  readonly repository: string;
  readonly cacheDir: string;
  readonly env: Environment;
  readonly settings: Settings;
}

/** A complete project, and what could not be filled in: to be reported beside the project's result. */
export interface LoadedProject {
  readonly project: Project;
  readonly notices: readonly Notice[];
}

/** Every tag but those that commonly mark something less than a release. */
const RELEASES = ['*', '!*-rc*', '!*-alpha*', '!*-beta*', '!*-pre*'];

/**
 * Completes a project. A downstream repository whose variable is unset is left out, with an error notice, where it has
 * no address; a clone that has one gives way to Landfall's mirror, with a warning; an address is left as written.
 */
export function completeProject(written: WrittenProject, around: Surroundings): LoadedProject {
  const name = written.name ?? defaultName(around.file);
  const notices: Notice[] = [];
  const project: Project = {
    name,
    title: written.title ?? name,
    file: around.file,
    upstream: completeUpstream(written.upstream, name, around, notices),
    contribute: contributeTo(written.contribute),
    downstream: written.downstream.flatMap((entry) => completeDownstream(entry, around, notices)),
    history: completeHistory(written.history, around, notices),
    annotations: (written.annotations ?? []).map(completeAnnotation),
    submissions: (written.submissions ?? []).flatMap((entry) => {
      const complete = completeSubmission(entry, (path) => archivePath(path, around, notices));
      return complete === null ? [] : [complete];
    }),
    gate: completeGate(written.gate ?? {}),
    settings: around.settings,
  };
  return { project, notices };
}

/** The name of a project that has none of its own: its file's name without the ending. */
export function defaultName(file: string): string {
  return basename(file).replace(/\.ya?ml$/u, '');
}

function completeUpstream(
  written: WrittenProject['upstream'],
  name: string,
  around: Surroundings,
  notices: Notice[],
): UpstreamConfig {
  const url = expandVariables(written.url, around.env);
  if (url.unset.length > 0) notices.push(unsetNotice('error', 'upstream.url', url.unset, 'it cannot be fetched'));
  const clone = written.repository === undefined ? null : expandVariables(written.repository, around.env);
  if (clone !== null && clone.unset.length > 0) {
    notices.push(unsetNotice('warning', 'upstream.repository', clone.unset, "Landfall's own mirror is read instead"));
  }
  const mirror = clone === null || clone.unset.length > 0;
  return {
    url: addressOf(url, around),
    repository: mirror ? mirrorPath(around.cacheDir, name) : absolute(clone.text, around),
    mirror,
    branch: written.branch,
    next: written.next ?? [],
    releases: written.releases ?? RELEASES,
  };
}

function completeDownstream(
  written: WrittenProject['downstream'][number],
  around: Surroundings,
  notices: Notice[],
): DownstreamConfig[] {
  const place = downstreamPlace(written, around, notices);
  if (place === null) return [];
  return [
    {
      ...place,
      files: filesOf(written),
      branches: written.branches ?? [],
      base: written.base ?? null,
      paths: (written.paths ?? []).map(tidyPath).filter((path) => path !== ''),
      follows: written.follows ?? null,
    },
  ];
}

/** Where a downstream is read, or null when it cannot be told. */
function downstreamPlace(
  written: WrittenProject['downstream'][number],
  around: Surroundings,
  notices: Notice[],
): Pick<DownstreamConfig, 'repository' | 'mirrorOf'> | null {
  const url = written.url === undefined ? null : expandVariables(written.url, around.env);
  const clone = written.repository === undefined ? null : expandVariables(written.repository, around.env);
  const where = `downstream repository ${written.repository}`;
  if (clone?.unset.length === 0) return { repository: absolute(clone.text, around), mirrorOf: null };
  if (url === null && clone === null) return { repository: around.repository, mirrorOf: null };
  if (url === null) {
    notices.push(unsetNotice('error', where, clone?.unset ?? [], 'its branches are left out'));
    return null;
  }
  if (clone) notices.push(unsetNotice('warning', where, clone.unset, "Landfall's own mirror is read instead"));
  if (url.unset.length > 0) notices.push(unsetNotice('error', 'downstream.url', url.unset, 'it cannot be fetched'));
  const mirrorOf = addressOf(url, around);
  return { repository: downstreamMirrorPath(around.cacheDir, mirrorOf), mirrorOf };
}

/** What git clones from: a path is made absolute; where a variable is unset it stays as written, and is refused later. */
function addressOf({ text, unset }: Expanded, around: Surroundings): string {
  return unset.length === 0 && isPath(text) ? absolute(text, around) : text;
}

function completeHistory(
  written: WrittenProject['history'],
  around: Surroundings,
  notices: Notice[],
): HistoryPlace | null {
  const path = expandVariables(written?.file ?? written?.repository ?? '', around.env);
  if (written === undefined) return null;
  if (path.unset.length > 0) {
    notices.push(unsetNotice('warning', 'history', path.unset, "Landfall's own place is used instead"));
    return null;
  }
  const place = absolute(path.text, around);
  return written.repository === undefined
    ? { kind: 'file', file: place }
    : { kind: 'branch', repository: place, branch: written.branch ?? STATE_BRANCH };
}

/** What CVS, Subversion and the BSDs write into files. */
const KEYWORDS = [
  'NetBSD',
  'FreeBSD',
  'OpenBSD',
  'DragonFly',
  'Id',
  'Header',
  'Revision',
  'Date',
  'Author',
  'Source',
  'Log',
];

function filesOf(written: WrittenProject['downstream'][number]): FilesConfig | null {
  const { kind = 'branch' } = written;
  if (kind === 'branch') return null;
  return {
    kind,
    ref: written.ref ?? null,
    path: tidyPath(written.path ?? ''),
    strip: written.strip ?? null,
    pruned: written.pruned ?? [],
    keywords: written.keywords ?? KEYWORDS,
    overlays: Object.entries(written.overlays ?? {}).map(([from, to]) => ({ from: tidyPath(from), to: tidyPath(to) })),
  };
}

function archivePath(written: string, around: Surroundings, notices: Notice[]): string | null {
  const path = expandVariables(written, around.env);
  if (path.unset.length === 0) return absolute(path.text, around);
  notices.push(unsetNotice('warning', `mail archive ${written}`, path.unset, 'it is not read'));
  return null;
}

function completeAnnotation(written: NonNullable<WrittenProject['annotations']>[number]): Annotation {
  const upstream = written.upstream ?? null;
  return {
    commit: written.commit?.toLowerCase() ?? null,
    file: written.file === undefined ? null : tidyPath(written.file),
    patchId: written['patch-id']?.toLowerCase() ?? null,
    subject: written.subject ?? null,
    status: written.status ?? null,
    reason: written.reason?.trim() ?? null,
    upstream: upstream === null || isWebAddress(upstream) ? upstream : upstream.toLowerCase(),
    hold: written.hold ?? false,
    expires: written.expires ?? null,
    gate: written.gate ?? null,
  };
}

function contributeTo(written: WrittenProject['contribute']): Project['contribute'] {
  for (const kind of ['pull-request', 'list', 'web'] as const) {
    const address = written?.[kind];
    if (address !== undefined) return { kind, address };
  }
  return null;
}

function unsetNotice(severity: Notice['severity'], where: string, names: readonly string[], then: string): Notice {
  const said = names.length === 1 ? `variable ${names[0]} is not set` : `variables ${names.join(', ')} are not set`;
  const example = `\${${names[0]}:-some/path}`;
  return {
    code: 'config.unset-variable',
    severity,
    message: `${where}: the ${said}; ${then}.`,
    hint: `Set ${names.join(' and ')}, or give a default in the config file: ${example}.`,
  };
}

function absolute(path: string, around: Surroundings): string {
  return resolve(dirname(around.file), expandHome(path, around.env));
}

// As git has it: a colon before the first slash makes an address (`scheme://host`, `host:path`), anything else is a path.
function isPath(url: string): boolean {
  return !/^[^/]*:/u.test(url);
}

function isWebAddress(text: string): boolean {
  return /^https?:/u.test(text);
}

function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
