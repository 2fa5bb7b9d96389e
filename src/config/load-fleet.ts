// A fleet file in, its projects out: thousands of them, where one that is wrong is a notice and not the end.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { LandfallError, messageOf } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { Settings } from '../model/settings.js';
import { globTest, isGlob } from '../patch/glob.js';
import { completeProject, defaultName, type LoadedProject } from './complete.js';
import { expandHome } from './expand.js';
import { enclosingRepository } from './find-config.js';
import { type WrittenFleet, writtenFleet } from './fleet-schema.js';
import { type ConfigRequest, loadProject, packagedSettings } from './load.js';
import { mergeSettings } from './merge-settings.js';
import { fillIn, parsePackages } from './packages.js';
import { compareText, problemError } from './problem.js';
import { readConfigFile } from './read-file.js';
import { writtenProject } from './schema.js';

/** The fleet of a file. */
export interface LoadedFleet {
  readonly name: string;
  /** Sorted by name; names are unique. */
  readonly projects: readonly LoadedProject[];
  /** What had to be left out, and why. */
  readonly notices: readonly Notice[];
}

/** A fleet file, and what paths and variables in it mean here. */
export interface FleetRequest extends Omit<ConfigRequest, 'config'> {
  readonly file: string;
}

/** Loads a fleet. Throws LandfallError `usage` for mistakes of the fleet file itself; those of single projects are notices. */
export async function loadFleet(request: FleetRequest): Promise<LoadedFleet> {
  const file = resolve(request.cwd, expandHome(request.file, request.env));
  const parsed = await readConfigFile(file, writtenFleet);
  if (parsed.value === null) throw problemError(parsed.problems, request.cwd);
  const { settings, problems } = mergeSettings(await packagedSettings(), parsed.value.settings ?? {}, parsed, [
    'settings',
  ]);
  if (problems.length > 0) throw problemError(problems, request.cwd);
  const notices: Notice[] = [];
  const projects = [
    ...(await fromFiles(parsed.value, dirname(file), settings, request, notices)),
    ...(await fromPackages(parsed.value, file, settings, request, notices)),
  ];
  const named = new Map(projects.map((loaded) => [loaded.project.name, loaded]));
  const repeated = projects.filter((loaded) => named.get(loaded.project.name) !== loaded);
  notices.push(...repeated.map(({ project }) => leftOut(project.file, `its name ${project.name} is taken by another`)));
  return {
    name: parsed.value.name ?? defaultName(file),
    projects: [...named.values()].toSorted((a, b) => compareText(a.project.name, b.project.name)),
    notices,
  };
}

async function fromFiles(
  { projects: patterns = [] }: WrittenFleet,
  folder: string,
  settings: Settings,
  request: FleetRequest,
  notices: Notice[],
): Promise<LoadedProject[]> {
  const loaded: LoadedProject[] = [];
  for (const pattern of patterns) {
    const files = await filesOf(pattern, folder, request);
    if (files.length === 0) notices.push(leftOut(pattern, 'no file of that name is there'));
    for (const file of files) {
      try {
        loaded.push(await readProjectFile(file, settings, request));
      } catch (error) {
        if (!(error instanceof LandfallError)) throw error;
        notices.push(leftOut(file, error.message));
      }
    }
  }
  return loaded;
}

async function readProjectFile(file: string, settings: Settings, request: FleetRequest): Promise<LoadedProject> {
  const parsed = await readConfigFile(file, writtenProject);
  const problems = [...parsed.problems];
  const loaded = parsed.value && (await loadProject(parsed, parsed.value, settings, request, problems));
  if (loaded === null || problems.length > 0) throw problemError(problems, request.cwd);
  return loaded;
}

async function filesOf(pattern: string, folder: string, { env }: FleetRequest): Promise<string[]> {
  const whole = resolve(folder, expandHome(pattern, env)).replaceAll('\\', '/');
  if (!isGlob(whole)) return [whole];
  const parts = whole.split('/');
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join('/') || '/';
  const fits = globTest([relative(fixed, whole).replaceAll('\\', '/')]);
  const names = await readdir(fixed, { recursive: true }).catch(() => []);
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter(fits)
    .toSorted(compareText)
    .map((name) => join(fixed, name));
}

async function fromPackages(
  { packages }: WrittenFleet,
  file: string,
  settings: Settings,
  { env, cacheDir }: FleetRequest,
  notices: Notice[],
): Promise<LoadedProject[]> {
  if (!packages) return [];
  const list = resolve(dirname(file), expandHome(packages.list, env));
  const text = await readFile(list, 'utf8').catch((cause: unknown) => {
    const hint = 'correct packages.list';
    throw new LandfallError('usage', 'config.unreadable', `${list} cannot be read: ${messageOf(cause)}`, hint, cause);
  });
  const repository = await enclosingRepository(file);
  return parsePackages(list, text).flatMap((row) => {
    const filled = writtenProject.safeParse(fillIn({ name: '${name}', ...packages.project }, row.columns));
    if (filled.success) return [completeProject(filled.data, { file, repository, cacheDir, env, settings })];
    const [issue] = filled.error.issues;
    notices.push(
      leftOut(`${list}:${row.line}`, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a project'}`),
    );
    return [];
  });
}

function leftOut(what: string, why: string): Notice {
  return {
    code: 'config.left-out',
    severity: 'warning',
    message: `${what} is left out: ${why}`,
    hint: 'correct it and plan the fleet again',
  };
}
