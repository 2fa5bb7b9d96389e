// Config in: finds the files, reads them, and hands on complete projects.
import { LandfallError } from '../errors.js';
import type { Settings } from '../model/settings.js';
import { completeProject, defaultName, type LoadedProject } from './complete.js';
import { type ConfigQuery, enclosingRepository, findConfig } from './find-config.js';
import { PACKAGED_DEFAULTS } from './locations.js';
import { mergeSettings } from './merge-settings.js';
import type { Parsed } from './parse-yaml.js';
import { compareText, type Problem, problemError, shownPath } from './problem.js';
import { readConfigFile } from './read-file.js';
import { type WrittenProject, writtenProject } from './schema.js';
import { completeSettings, writtenSettings } from './settings-schema.js';
import { projectName } from './text-schema.js';

export interface ConfigRequest extends ConfigQuery {
  /** Landfall's own folder (locations.ts); mirrors are below it. Absolute path. */
  readonly cacheDir: string;
}

/** The config of a run. */
export interface LoadedConfig {
  /** The file or folder it was read from. Absolute path. */
  readonly source: string;
  /** Sorted by name; names are unique. */
  readonly projects: readonly LoadedProject[];
}

/**
 * Loads every project of the config that `--config`, $LANDFALL_CONFIG or the current folder leads to.
 * Throws one LandfallError of kind `usage` for all mistakes of all files.
 */
export async function loadConfig(request: ConfigRequest): Promise<LoadedConfig> {
  const found = await findConfig(request);
  const problems: Problem[] = [];
  const settings = await folderSettings(found.defaults, problems);
  const files = await Promise.all(found.projects.map((file) => readConfigFile(file, writtenProject)));
  const loaded: LoadedProject[] = [];
  for (const parsed of files) {
    problems.push(...parsed.problems);
    if (parsed.value !== null) loaded.push(await loadProject(parsed, parsed.value, settings, request, problems));
  }
  problems.push(...sharedNames(files, loaded, request.cwd));
  if (problems.length > 0) throw problemError(problems, request.cwd);
  return { source: found.source, projects: loaded.toSorted((a, b) => compareText(a.project.name, b.project.name)) };
}

/** The packaged settings, with nothing laid over them. */
export async function packagedSettings(): Promise<Settings> {
  const { value, problems } = await readConfigFile(PACKAGED_DEFAULTS, completeSettings);
  if (value !== null) return value;
  const says = problems.map((problem) => `${problem.line}:${problem.column}: ${problem.says}`).join('\n');
  throw new LandfallError('bug', 'config.packaged-defaults', `${PACKAGED_DEFAULTS}: ${says}`);
}

async function folderSettings(own: string | null, problems: Problem[]): Promise<Settings> {
  const packaged = await packagedSettings();
  if (own === null) return packaged;
  const parsed = await readConfigFile(own, writtenSettings);
  problems.push(...parsed.problems);
  if (parsed.value === null) return packaged;
  const merged = mergeSettings(packaged, parsed.value, parsed, []);
  problems.push(...merged.problems);
  return merged.settings;
}

/** Makes one parsed project file complete; mistakes that only show then are added to the problems. */
export async function loadProject(
  parsed: Parsed<WrittenProject>,
  written: WrittenProject,
  base: Settings,
  { env, cacheDir }: Pick<ConfigRequest, 'env' | 'cacheDir'>,
  problems: Problem[],
): Promise<LoadedProject> {
  const { file } = parsed;
  if (written.name === undefined && !projectName.safeParse(defaultName(file)).success) {
    const says = "missing; expected a name here, as the file's own name cannot be one";
    problems.push(parsed.problemAt(['name'], 'config.missing-key', says));
  }
  const { settings, problems: unfit } = mergeSettings(base, written.settings ?? {}, parsed, ['settings']);
  problems.push(...unfit);
  return completeProject(written, { file, repository: await enclosingRepository(file), cacheDir, env, settings });
}

function sharedNames(
  files: readonly Parsed<WrittenProject>[],
  loaded: readonly LoadedProject[],
  cwd: string,
): Problem[] {
  const first = new Map<string, string>();
  return loaded.flatMap(({ project: { name, file } }) => {
    const other = first.get(name);
    if (other === undefined) first.set(name, file);
    const parsed = files.find((candidate) => candidate.file === file);
    if (other === undefined || parsed === undefined) return [];
    const says = `the name '${name}' is taken by ${shownPath(other, cwd)}; names must differ`;
    return [parsed.problemAt(['name'], 'config.duplicate-project', says)];
  });
}
