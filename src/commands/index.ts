// The commands, in the order in which help shows them. A new command is one file and one entry here.
import type { CommandEntry } from './command.js';

/** Every command of the command line. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'status',
    says: 'report how much of the patch stacks remains to be carried',
    load: async () => (await import('./status.js')).defineStatus,
  },
  {
    name: 'report',
    says: 'write the report as pages to open in a browser',
    load: async () => (await import('./report.js')).defineReport,
  },
  {
    name: 'explain',
    says: 'show one patch: candidates, evidence, why this verdict',
    load: async () => (await import('./explain.js')).defineExplain,
  },
  {
    name: 'check',
    says: 'fail when the delta is not within the rules set for it',
    load: async () => (await import('./check.js')).defineCheck,
  },
  {
    name: 'trend',
    says: 'show how the delta went, who dropped what, where it leads',
    load: async () => (await import('./trend.js')).defineTrend,
  },
  {
    name: 'replay',
    says: "read a history from the downstream's own past",
    load: async () => (await import('./replay.js')).defineReplay,
  },
  {
    name: 'contacts',
    says: 'say where a patch should be sent, and to whom',
    load: async () => (await import('./contacts.js')).defineContacts,
  },
  {
    name: 'log-draft',
    says: 'write the commit message for dropping what can be dropped',
    load: async () => (await import('./log-draft.js')).defineLogDraft,
  },
  {
    name: 'plan',
    says: 'say what to drop, rewrite, look at and keep; write the todo of a rebase',
    load: async () => (await import('./plan.js')).definePlan,
  },
  {
    name: 'forecast',
    says: 'rehearse the next rebase in memory: what conflicts, where, with whom',
    load: async () => (await import('./forecast.js')).defineForecast,
  },
  {
    name: 'fixes',
    says: 'list upstream commits that mend or revert what was taken',
    load: async () => (await import('./fixes.js')).defineFixes,
  },
  {
    name: 'export',
    says: 'write what is left as a patch series, rebased where it applies',
    load: async () => (await import('./export.js')).defineExport,
  },
  {
    name: 'badge',
    says: 'write badges as SVG and as shields.io endpoint',
    load: async () => (await import('./badge.js')).defineBadge,
  },
  {
    name: 'sync',
    says: "fetch Landfall's own mirrors of the upstreams",
    load: async () => (await import('./sync.js')).defineSync,
  },
  {
    name: 'fleet',
    says: 'follow many projects with workers on any number of hosts',
    load: async () => (await import('./fleet.js')).defineFleet,
  },
  {
    name: 'init',
    says: 'write a config file for the repository one stands in',
    load: async () => (await import('./init.js')).defineInit,
  },
  {
    name: 'doctor',
    says: 'check git, config and repositories, say what to do',
    load: async () => (await import('./doctor.js')).defineDoctor,
  },
  {
    name: 'ci',
    says: 'do in one step what a job of a CI system does',
    load: async () => (await import('./ci.js')).defineCi,
  },
  {
    name: 'hook',
    says: 'say whether upstream has new downstream commits already',
    load: async () => (await import('./hook.js')).defineHook,
  },
  {
    name: 'index',
    says: "show or build the index of all upstream commits' lines",
    load: async () => (await import('./deep-index.js')).defineIndex,
  },
  {
    name: 'cache',
    says: 'show, check or prune what is kept of upstream commits',
    load: async () => (await import('./cache.js')).defineCache,
  },
  {
    name: 'completion',
    says: 'print the script that completes command lines in a shell',
    load: async () => (await import('./completion.js')).defineCompletion,
  },
  {
    name: 'demo',
    says: 'make three small repositories and show their status',
    load: async () => (await import('./demo.js')).defineDemo,
  },
];
