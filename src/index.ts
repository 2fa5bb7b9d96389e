// The public API: what a program gets from `import ... from 'landfall'`. Re-exports only.
export { type ResultCache, track, type Tracked, type TrackOptions } from './track.js';
export { explain, explainEach } from './explain.js';
export { forecast, plan, type PlanOptions } from './next/rehearse.js';
export { fixes } from './next/follow.js';
export { type ConfigRequest, type LoadedConfig, loadConfig } from './config/load.js';
export { chooseProjects } from './config/choose-projects.js';
export type { LoadedProject } from './config/complete.js';
export { cacheDir } from './config/locations.js';
export { EXIT, exitCodeOf, type FailureKind, LandfallError } from './errors.js';
export {
  type Badge,
  type BadgeEndpoint,
  type BadgeMetric,
  badges,
  type Format,
  FORMATS,
  PLAIN,
  type RenderOptions,
} from './report/index.js';
export type * from './model/report.js';
export type * from './model/beside.js';
export type * from './model/explanation.js';
export type * from './model/plan.js';
export type * from './model/forecast.js';
export type * from './model/fixes.js';
export type * from './model/notice.js';
export type * from './model/config.js';
export type * from './model/settings.js';
export type * from './model/status.js';
