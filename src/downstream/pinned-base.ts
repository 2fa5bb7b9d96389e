// Finds the upstream commit that a package is made of: a commit id, a tag, or the tag of a version.
import type { Pin } from './reader.js';

/** A tag and the commit it comes to. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
}

/** Endings of source archives and of packaging that are no part of a version. */
const ENDINGS = /(?:\.tar)?\.(?:gz|bz2|xz|zst|tgz|zip)$|nb\d+$|(?:-(?:release|final|src|source))$/i;

/** Commit ids and tag names to try for a pin, likeliest first, and the tags that bear its version. */
export function tagsFor(pin: Pin, tags: readonly Tag[]): Tag[] {
  const exact = tags.filter(({ name }) => [pin.text, `v${pin.text}`, `V${pin.text}`].includes(name));
  const version = versionIn(pin.text);
  if (exact.length > 0 || version === null) return exact;
  const same = tags.filter(({ name }) => versionIn(name) === version);
  // One repository may release several programs: the tag that begins with the package's name is meant.
  const program = /^[a-z]+/i.exec(pin.text)?.[0].toLowerCase();
  const own = program === undefined ? [] : same.filter(({ name }) => name.toLowerCase().startsWith(program));
  return own.length > 0 ? own : same;
}

/** The version in a name, with dots: `gdb_7_6-2013-04-26-release` and `gdb-7.6` have one; null when there is none. */
function versionIn(name: string): string | null {
  const plain = name.replace(ENDINGS, '').replace(/-20\d\d-\d\d-\d\d(?:-release)?$/, '');
  const [, version] =
    /(?:^|[^0-9a-z.]|[a-z][-_.]?)v?(\d+(?:[._]\d+)*(?:[-_.~]?(?:rc|alpha|beta|pre)[-_.]?\d*)?)$/i.exec(plain) ?? [];
  return version === undefined ? null : version.replace(/[_~-]/g, '.').toLowerCase();
}

/** Debian's epoch and revision, and what it writes behind a version for its own sake. */
const DEBIAN = /^\d+:|[+~.](?:dfsg|ds|repack|really).*$|-[^-]*$/g;

/** The upstream version in a Debian version: no epoch, no revision, no marks of repacking. */
export function upstreamVersion(debian: string): string {
  return debian.replace(DEBIAN, '');
}
