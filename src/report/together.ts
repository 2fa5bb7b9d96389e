// Patches that landed together: several as one commit or few, or one as several.
import type { ProjectReport } from '../model/report.js';

/** Patches, by id and by what a reader knows them as, and the commits that they landed as. */
export interface Together {
  readonly patches: readonly { readonly id: string; readonly name: string }[];
  readonly commits: readonly { readonly oid: string; readonly subject: string }[];
}

/** What of a project landed together; a patch in a file goes by the name of the file. */
export function landedTogether({ delta, patches }: ProjectReport): readonly Together[] {
  const nameOf = new Map(patches.map(({ id, origin }) => [id, origin.kind === 'file' ? lastPart(origin.path) : id]));
  return delta.together.map(({ patches: ids, commits }) => ({
    patches: ids.map((id) => ({ id, name: nameOf.get(id) ?? id })),
    commits,
  }));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
