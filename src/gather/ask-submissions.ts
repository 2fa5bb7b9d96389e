// Asks where patches were sent what became of them: only for patches that upstream does not have, as far as is known.
import type { Project } from '../model/config.js';
import type { Facts } from '../model/facts.js';
import type { Notice } from '../model/notice.js';
import type { AskSubmissions, Wanted } from '../model/submission.js';
import type { Status } from '../model/status.js';
import { globTest } from '../patch/glob.js';
import { decide } from '../verdict/decide.js';
import type { Progress } from './context.js';
import type { Gathered } from './gather.js';

/** These need no answer: upstream has the patch, or there is nothing to send. */
const SETTLED: ReadonlySet<Status> = new Set(['landed', 'absorbed', 'noise']);

/** The facts with what the sources answered, and what they could not say. */
export async function askSubmissions(
  project: Project,
  gathered: Gathered,
  options: { readonly submissions?: AskSubmissions; readonly now: Date; readonly signal?: AbortSignal },
  progress: Progress,
): Promise<{ readonly facts: readonly Facts[]; readonly notices: readonly Notice[] }> {
  const { facts, context } = gathered;
  const { settings } = project;
  const wanted = facts.flatMap((each, place) => wantedOf(each, place, settings.verdict));
  if (!options.submissions || project.submissions.length === 0 || wanted.length === 0) return { facts, notices: [] };
  const ignored = globTest([...settings.noise.changelog, ...settings.noise.generated]);
  const { found, notices } = await options.submissions({
    project: project.name,
    sources: project.submissions,
    wanted,
    branches: context.stack.branches.map(({ ref }) => ref.replace(/^refs\/heads\//, '')),
    history: context.history,
    settings,
    ignored,
    now: options.now,
    signal: options.signal,
    progress,
  });
  return { facts: facts.map((each, place) => ({ ...each, submission: found.get(place)?.[0] ?? null })), notices };
}

function wantedOf(facts: Facts, place: number, settings: Parameters<typeof decide>[1]): Wanted[] {
  if (SETTLED.has(decide(facts, settings).report.status)) return [];
  const { patch, declared } = facts;
  const written = patch.message.match(/\bhttps?:\/\/[^\s<>\])"']+/g) ?? [];
  return [{ place, patch, urls: [...new Set([...(declared?.url ? [declared.url] : []), ...written])] }];
}
