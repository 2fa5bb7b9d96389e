// Links to upstream commits in Markdown.
import { shortId } from '../figures.js';
import { commitUrl } from '../forge.js';
import { code } from './escape.js';

/** An upstream commit: a link when `url` is a GitHub or GitLab repository, else its id alone. */
export function commitLink(oid: string, url: string | null): string {
  const page = commitUrl(oid, url);
  return page === null ? code(shortId(oid)) : `[${code(shortId(oid))}](${page})`;
}
