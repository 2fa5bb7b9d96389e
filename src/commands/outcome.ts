// Which exit code a report deserves.
import { EXIT } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { Report } from '../model/report.js';

/** Notices that mean the config or a revision cannot be used; any other error notice means that the world failed. */
const USAGE =
  /^(?:config\..*|upstream\.no-branch|downstream\.(?:none|no-branch|no-base)|git\.mixed-hashes|sync\.(?:refused-url|other-upstream))$/u;

/** 0 when at least one project has data; else 2 when the config is to blame for all of it, else 3. */
export function exitCodeOfReport(report: Report): number {
  if (report.projects.some((project) => project.state === 'tracked')) return EXIT.ok;
  return exitCodeOfNotices(report.projects.flatMap((project) => project.notices));
}

/** 3 when one of the error notices is about the world, else 2; 3 also when there is none. */
export function exitCodeOfNotices(notices: readonly Notice[]): number {
  const errors = notices.filter((notice) => notice.severity === 'error');
  return errors.length > 0 && errors.every(isUsage) ? EXIT.usage : EXIT.world;
}

/** True when the config, not the world, has to change. */
export function isUsage({ code }: Pick<Notice, 'code'>): boolean {
  return USAGE.test(code);
}
