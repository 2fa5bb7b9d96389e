// What earlier upstream tips say of patches: their files are looked up at each tip, and read once however many tips have them.
import { findBlobs } from '../git/objects.js';
import type { WeighedPatch } from '../match/measure.js';
import { presenceAtTip } from '../match/tip.js';
import { BlobLines, unsignedKeys } from './blob-lines.js';
import type { Evidence } from './facts-of.js';
import type { TipRead } from './read-tip.js';
import { NOT_REAPPLIED } from './reapply.js';

/** Patches (places in the evidence) to be looked up at a tip. */
export interface TipQuestion {
  readonly tip: string;
  readonly places: readonly number[];
}

/** A file of a patch at a tip; `blob` null where it is not there. */
interface Found {
  readonly file: number;
  readonly path: string;
  readonly tipPath: string | null;
  readonly blob: string | null;
  readonly before: string | null;
}

/**
 * Presence of each patch at its tip, question by question in their order; null for patches without lines. Patches are not
 * applied anew at every tip: what that would change is not known. A patch whose files are the same at two tips is compared once.
 */
export async function tipsOverTime(
  evidence: Evidence,
  questions: readonly TipQuestion[],
): Promise<(TipRead | null)[][]> {
  const { context, weighed } = evidence;
  const wanted = [...new Set(questions.flatMap(({ places }) => places))];
  const candidates = new Map(wanted.map((place) => [place, candidatesOf(evidence, place)]));
  const asked = questions.flatMap(({ tip, places }) =>
    [...new Set(places.flatMap((place) => candidates.get(place)?.flatMap(({ paths }) => paths) ?? []))].map((path) => ({
      commit: tip,
      path,
    })),
  );
  const answers = await findBlobs(context.workspace, asked);
  const blobAt = new Map(asked.map(({ commit, path }, at) => [`${commit}:${path}`, answers[at] ?? null]));
  const found = questions.map(({ tip, places }) =>
    places.map((place) => candidates.get(place)?.map((file) => locate(file, tip, blobAt)) ?? []),
  );
  const known = unsignedKeys(wanted.flatMap((place) => weighed[place]?.lines ?? []));
  const blobs = new BlobLines(context, known, 'reading files at earlier tips');
  await blobs.load(found.flat(2).flatMap(({ blob, before }) => [blob, before].filter((oid) => oid !== null)));
  const compared = new Map<string, TipRead>();
  return questions.map(({ places }, at) =>
    places.map((place, index) => {
      const patch = weighed[place];
      const files = found[at]?.[index] ?? [];
      if (!patch || patch.lines.keys.length === 0) return null;
      const name = `${place} ${files.map(({ tipPath, blob }) => `${tipPath} ${blob}`).join(' ')}`;
      const presence = compared.get(name) ?? presenceOf(patch, files, blobs);
      compared.set(name, presence);
      return presence;
    }),
  );
}

interface Candidate {
  readonly file: number;
  readonly path: string;
  readonly paths: readonly string[];
  readonly before: string | null;
}

/** Where each file of a patch may be: under its own names, under those upstream gave it, and where it is at the tip of today. */
function candidatesOf({ context, weighed, tips }: Evidence, place: number): Candidate[] {
  const patch = weighed[place];
  if (!patch) return [];
  const files = [...new Set(patch.lines.spans.map((span) => span.file))].slice(0, context.settings.limits.tipFiles);
  return files.flatMap((file) => {
    const change = patch.lines.files[file];
    const path = change?.newPath ?? change?.oldPath;
    if (!change || path == null) return [];
    const today = tips[place]?.files.find((each) => each.path === path)?.tipPath;
    const names = [path, change.oldPath, ...context.kinship.paths(path), today];
    return [{ file, path, paths: [...new Set(names.filter((name) => name != null))], before: change.oldBlob }];
  });
}

function locate(
  { file, path, paths, before }: Candidate,
  tip: string,
  blobAt: ReadonlyMap<string, string | null>,
): Found {
  const tipPath = paths.find((name) => blobAt.get(`${tip}:${name}`) != null) ?? null;
  return { file, path, tipPath, blob: tipPath === null ? null : (blobAt.get(`${tip}:${tipPath}`) ?? null), before };
}

function presenceOf(patch: WeighedPatch, files: readonly Found[], blobs: BlobLines): TipRead {
  const read = files.map(({ file, path, tipPath, blob, before }) => ({
    file,
    path,
    tipPath,
    tip: blobs.of(blob),
    before: blobs.of(before),
  }));
  return { ...presenceAtTip(patch, read), ...NOT_REAPPLIED };
}
