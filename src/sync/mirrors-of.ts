// Which mirrors a project needs: of its upstream, and of downstreams that are named by address.
import type { DownstreamConfig, Project } from '../model/config.js';
import { refspecsFor } from './refspecs.js';

/** A mirror: whose it is, of what address, where it lies (absolute path), and what of it is fetched. */
export interface MirrorConfig {
  readonly side: 'upstream' | 'downstream';
  readonly url: string;
  readonly repository: string;
  readonly refspecs: readonly string[];
}

/** The mirrors of a project, its upstream's first; each place once. */
export function mirrorsOf({ upstream, downstream }: Project): readonly MirrorConfig[] {
  const { url, repository, branch, next } = upstream;
  const mirrors: MirrorConfig[] = [];
  if (upstream.mirror) mirrors.push({ side: 'upstream', url, repository, refspecs: refspecsFor([branch, ...next]) });
  const others = new Map<string, { readonly place: string; readonly refs: string[] }>();
  for (const entry of downstream) {
    if (entry.mirrorOf === null) continue;
    const own = others.get(entry.mirrorOf) ?? { place: entry.repository, refs: [] };
    own.refs.push(...refsOf(entry));
    others.set(entry.mirrorOf, own);
  }
  for (const [address, { place, refs }] of others)
    mirrors.push({ side: 'downstream', url: address, repository: place, refspecs: refspecsFor(refs) });
  return mirrors;
}

function refsOf({ branches, base, files }: DownstreamConfig): readonly string[] {
  return [...branches, ...(base === null ? [] : [base]), ...(files?.ref ? [files.ref] : [])];
}

/** The same project with its mirrors at other places. */
export function withMirrorsAt(project: Project, placeOf: (mirror: MirrorConfig) => string): Project {
  const places = new Map(mirrorsOf(project).map((mirror) => [`${mirror.side} ${mirror.url}`, placeOf(mirror)]));
  const { upstream, downstream } = project;
  const own = upstream.mirror ? places.get(`upstream ${upstream.url}`) : undefined;
  return {
    ...project,
    upstream: { ...upstream, repository: own ?? upstream.repository },
    downstream: downstream.map((entry) => ({
      ...entry,
      repository:
        (entry.mirrorOf === null ? undefined : places.get(`downstream ${entry.mirrorOf}`)) ?? entry.repository,
    })),
  };
}
