// Makes `submissions:` of a project file complete.
import type { z } from 'zod';
import type { SubmissionConfig } from '../model/config.js';
import type { writtenSubmission } from './submissions-schema.js';

const GITHUB_API = 'https://api.github.com';

/** One place where patches are sent. `toPath` makes a written path absolute, or gives null where a variable in it is not set. */
export function completeSubmission(
  written: z.infer<typeof writtenSubmission>,
  toPath: (path: string) => string | null,
): SubmissionConfig | null {
  const { project = '' } = written;
  if (written.patchwork !== undefined) return { kind: 'patchwork', url: withoutSlash(written.patchwork), project };
  if (written.patchew !== undefined) return { kind: 'patchew', url: withoutSlash(written.patchew), project };
  if (written.mail !== undefined) {
    const path = toPath(written.mail);
    const url = written.link === undefined ? null : `${withoutSlash(written.link)}/`;
    return path === null ? null : { kind: 'mail', path, list: written.list ?? null, url };
  }
  return {
    kind: 'github',
    repository: written.github ?? '',
    api: withoutSlash(written.api ?? GITHUB_API),
    fork: written.fork ?? null,
    authors: written.authors ?? [],
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/u, '');
}
