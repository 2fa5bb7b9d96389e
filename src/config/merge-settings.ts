// Lays written settings over complete ones.
import type { Settings } from '../model/settings.js';
import type { Parsed } from './parse-yaml.js';
import type { Problem } from './problem.js';
import { completeSettings, type WrittenSettings } from './settings-schema.js';
import type { Path } from './yaml-positions.js';

/** Settings that hold, or what is wrong with them together. */
export interface MergedSettings {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/**
 * Lays `over` on `base`, key by key; lists are replaced whole. `from` is the file that `over` stands in, below `at`:
 * a value may be right alone and wrong beside the others. With problems, `settings` is `base`.
 */
export function mergeSettings(
  base: Settings,
  over: WrittenSettings,
  from: Pick<Parsed<unknown>, 'problemAt'>,
  at: Path,
): MergedSettings {
  const merged = completeSettings.safeParse({
    search: { ...base.search, ...over.search },
    match: { ...base.match, ...over.match },
    verdict: { ...base.verdict, ...over.verdict },
    submissions: { ...base.submissions, ...over.submissions },
    noise: { ...base.noise, ...over.noise },
    limits: { ...base.limits, ...over.limits },
  });
  if (merged.success) return { settings: merged.data, problems: [] };
  const problems = merged.error.issues.map(({ path, message }) =>
    from.problemAt([...at, ...path], 'config.wrong-value', message),
  );
  return { settings: base, problems };
}
