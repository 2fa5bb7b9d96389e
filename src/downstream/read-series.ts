// A quilt `series` file and the patches it names: the way of Debian, SUSE and many others.
import type { FileTree } from '../git/tree-files.js';
import { decodeText } from '../patch/decode.js';
import { parsePatchHeader } from '../patch/patch-header.js';
import { parsePatchText } from '../patch/parse-patch-text.js';
import type { FoundPatch, PatchSet, Remark } from './reader.js';
import { problemsAt } from './remarks.js';
import { baseName } from '../patch/paths.js';

/** One line of a series: a patch, its place there, and how many folders its names carry. */
interface Entry {
  readonly path: string;
  readonly strip: number;
  readonly line: number;
}

/** Reads `folder`/series and what it names; null when there is no such file. */
export async function readSeries(
  tree: FileTree,
  folder: string,
  strip: number,
): Promise<Omit<PatchSet, 'pins'> | null> {
  const series = folder === '' ? 'series' : `${folder}/series`;
  const content = (await tree.read([series])).get(series);
  if (!content) return null;
  const remarks: Remark[] = [];
  const entries = entriesOf(decodeText(content), folder, strip, (line, says) =>
    remarks.push({ path: series, line, says }),
  );
  const contents = await tree.read(entries.map(({ path }) => path));
  const patches = entries.flatMap(({ path, strip: own, line }) => {
    const text = contents.get(path);
    if (!text) {
      remarks.push({ path: series, line, says: `${path} is not there, or too large`, severity: 'error' });
      return [];
    }
    const read = readPatchFile(path, text, own);
    remarks.push(...read.remarks);
    return read.patches;
  });
  return { patches, remarks };
}

/** Where another commit of `git format-patch` begins; several may stand in one file. */
const NEXT_COMMIT = /^From [0-9a-f]{40}(?:[0-9a-f]{24})? Mon Sep 17 00:00:00 2001$/;

/** Reads a patch file with a header of any kind above its diffs: one patch, or as many as commits were written into it. */
export function readPatchFile(
  path: string,
  content: Buffer,
  strip: number,
): { patches: FoundPatch[]; remarks: Remark[] } {
  const lines = content.toString('latin1').split('\n');
  const starts = lines.flatMap((line, place) => (NEXT_COMMIT.test(line) ? [place] : []));
  if (starts.length < 2) return onePatch(path, 1, content, strip);
  // What stands above the first commit belongs to it.
  const pieces = starts.map((start, place) => ({
    start: place === 0 ? 0 : start,
    end: starts[place + 1] ?? lines.length,
  }));
  const read = pieces.map(({ start, end }) =>
    onePatch(path, start + 1, Buffer.from(lines.slice(start, end).join('\n'), 'latin1'), strip),
  );
  return { patches: read.flatMap(({ patches }) => patches), remarks: read.flatMap(({ remarks }) => remarks) };
}

function onePatch(
  path: string,
  line: number,
  content: Buffer,
  strip: number,
): { patches: FoundPatch[]; remarks: Remark[] } {
  const { preamble, files, problems, lost } = parsePatchText(content, strip);
  const header = parsePatchHeader(preamble);
  const name = baseName(path);
  const patch: FoundPatch = {
    path,
    line,
    message: header.subject === '' ? `${name}\n\n${header.message}`.trim() : header.message,
    author: header.author,
    date: header.date,
    files,
    wholes: [],
    lost,
  };
  return { patches: [patch], remarks: problemsAt(path, problems, line) };
}

function entriesOf(text: string, folder: string, strip: number, remark: (line: number, says: string) => void): Entry[] {
  return text.split('\n').flatMap((whole, place): Entry[] => {
    const words = whole
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
    const [name, ...options] = words;
    if (name === undefined) return [];
    const line = place + 1;
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (name.startsWith('/') || parts.includes('..')) {
      remark(line, `${name} lies outside the folder of the series and was not read`);
      return [];
    }
    const path = [...(folder === '' ? [] : [folder]), ...parts].join('/');
    if (options.includes('-R')) {
      remark(line, `${name} is applied in reverse (-R), which is not read`);
      return [];
    }
    const level = options.map((option) => /^-p(\d+|ab)$/.exec(option)?.[1]).find((found) => found !== undefined);
    return [{ path, line, strip: level === undefined ? strip : level === 'ab' ? 1 : Number(level) }];
  });
}
