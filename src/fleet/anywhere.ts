// A project as it was opened, without the places that its mirrors have on this host: one state is one key on all of them.
import type { OpenedProject } from '../gather/open-project.js';
import { mirrorsOf, withMirrorsAt } from '../sync/mirrors-of.js';

/** The same with the address of each mirror where its place stood. */
export function anywhere({ project, upstream, downstream, notices }: OpenedProject): OpenedProject {
  const urls = new Map(mirrorsOf(project).map(({ repository, url }) => [repository, url]));
  const named = <T extends { readonly repository: string }>(entry: T): T => ({
    ...entry,
    repository: urls.get(entry.repository) ?? entry.repository,
  });
  const unplaced = <T extends { readonly path: string; readonly objectsDir: string }>(repository: T): T => {
    const url = urls.get(repository.path);
    return url === undefined ? repository : { ...repository, path: url, objectsDir: url };
  };
  return {
    project: withMirrorsAt(project, ({ url }) => url),
    upstream: upstream && { ...upstream, repository: unplaced(upstream.repository) },
    downstream: {
      ...downstream,
      repositories: downstream.repositories.map(unplaced),
      requests: downstream.requests.map(named),
      sets: downstream.sets.map((set) => ({ ...set, entry: named(set.entry) })),
    },
    notices,
  };
}
