// pkgsrc packages: `patches/patch-*`, one file diff or many in each, a `$NetBSD$` line and a free comment above.
import { trailersFor } from '../../patch/bug-links.js';
import { decodeText } from '../../patch/decode.js';
import { parsePatchText } from '../../patch/parse-patch-text.js';
import { readMakeVariables } from '../make-variables.js';
import { findOverlays } from '../overlays.js';
import { pinsOf } from '../read-numbered.js';
import type { FoundPatch, PatchReader, Remark } from '../reader.js';
import { problemsAt, tooLarge } from '../remarks.js';
import { baseName, folderOf } from '../../patch/paths.js';

/** Makefiles of a package that may name its version, in the order in which they are read. */
const MAKEFILES = ['Makefile.common', 'version.mk', 'Makefile'];
/** Variables that name what the package is made of, most telling first. */
const PINS = ['GITHUB_TAG', 'GITLAB_TAG', 'GIT_TAG', 'GIT_REVISION', 'DISTNAME', 'PKGNAME'];
/** CVS writes who and when into the id line. */
const ID_LINE = /^\$NetBSD(?::\s*\S+\s+\S+\s+(\d{4})[/-](\d\d)[/-](\d\d) (\d\d):(\d\d):(\d\d)\s+(\S+)[^$]*)?\$$/;

/** Reads a package: its patches in the order of their names, then the files that it copies over the tree. */
export const pkgsrc: PatchReader = {
  kind: 'pkgsrc',
  read: async (tree, files) => {
    const all = await tree.list(files.path);
    const within = (name: string) => (files.path === '' ? name : `${files.path}/${name}`);
    const makefiles = await tree.read(MAKEFILES.map(within));
    const variables = readMakeVariables(makefiles);
    const paths = all.filter((path) => /^(?:.*\/)?patch-[^/]*$/.test(path) && !/(?:\.orig|\.rej|~)$/.test(path));
    const own = paths.filter((path) => [within('patches'), files.path].includes(folderOf(path)));
    const contents = await tree.read(own);
    const large: Remark[] = [];
    const read = own.flatMap((path) => {
      const content = contents.get(path);
      if (content) return [readOne(path, content, files.strip ?? 0)];
      large.push(...tooLarge(path).remarks);
      return [];
    });
    const overlays = await findOverlays(tree, files, makefiles, within('files'));
    return {
      patches: [...read.map(({ patch }) => patch), ...overlays.patches],
      pins: pinsOf(variables, PINS),
      remarks: [...large, ...read.flatMap(({ remarks }) => remarks), ...overlays.remarks],
    };
  },
};

function readOne(path: string, content: Buffer, strip: number) {
  const { preamble, files, problems, lost } = parsePatchText(content, strip);
  const lines = preamble.split('\n');
  const id = lines.map((line) => ID_LINE.exec(line.trim())).find((found) => found !== null);
  const comment = lines
    .filter((line) => !ID_LINE.test(line.trim()))
    .join('\n')
    .trim();
  // What a comment says in its own words stands behind what its addresses say: of two declarations the last counts.
  const name = decodeText(Buffer.from(baseName(path)));
  const [first = '', ...rest] = comment.split('\n');
  const subject = first === '' ? name : `${name}: ${first}`;
  const patch: FoundPatch = {
    path,
    line: 1,
    message: [subject, trailersFor(comment).join('\n'), rest.join('\n').trim()]
      .filter((part) => part !== '')
      .join('\n\n'),
    author: id?.[7] ? { name: id[7], email: `${id[7]}@NetBSD.org` } : null,
    date: id ? dateOf(id.slice(1, 7)) : null,
    files,
    wholes: [],
    lost,
  };
  return { patch, remarks: problemsAt(path, problems) };
}

function dateOf(parts: readonly (string | undefined)[]): number | null {
  const [year, month, day, hour, minute, second] = parts.map(Number);
  return year ? Date.UTC(year, (month ?? 1) - 1, day, hour, minute, second) / 1000 : null;
}
