// Debian source packages: `debian/patches` with its series, the version in `debian/changelog`.
import { decodeText } from '../../patch/decode.js';
import { upstreamVersion } from '../pinned-base.js';
import { readSeries } from '../read-series.js';
import type { PatchReader, Pin, Remark } from '../reader.js';

/** A snapshot's version names its commit: `1.2+git20200131.4f3a2b1`. */
const SNAPSHOT = /[+~.-]git[0-9.]*[.-]?g?([0-9a-f]{7,40})\b/;

/** Reads an unpacked source package (formats 1.0 with quilt, 3.0), or its `debian` folder. */
export const debian: PatchReader = {
  kind: 'debian',
  read: async (tree, files) => {
    const own = files.path === 'debian' || files.path.endsWith('/debian');
    const folder = own ? files.path : [files.path, 'debian'].filter((part) => part !== '').join('/');
    const found = await readSeries(tree, `${folder}/patches`, files.strip ?? 1);
    const nothing: Remark = { path: `${folder}/patches/series`, line: 1, says: 'it is not there: no patch was read' };
    const [changelog, format] = [`${folder}/changelog`, `${folder}/source/format`];
    const contents = await tree.read([changelog, format]);
    const textOf = (path: string) => decodeText(contents.get(path) ?? Buffer.alloc(0));
    return {
      patches: found?.patches ?? [],
      pins: pinsIn(changelog, textOf(changelog)),
      remarks: [...(found?.remarks ?? [nothing]), ...formatRemarks(format, textOf(format).trim())],
    };
  },
};

/** dpkg-source applies the series in this format only (dpkg-source(1)). */
const QUILT = '3.0 (quilt)';

/** In the other formats it is up to debian/rules whether the series is applied. A package without the file has format 1.0. */
function formatRemarks(path: string, format: string): Remark[] {
  if (format === QUILT) return [];
  const named = format === '' ? 'it is not there, so that the format is 1.0' : `the format is ${format}`;
  const says = `${named}: patches are read from the series, but whether they are applied debian/rules decides`;
  return [{ path, line: 0, says, severity: 'info' }];
}

function pinsIn(path: string, changelog: string): Pin[] {
  const [, source, version] = /^(\S+) \(([^)\s]+)\)/.exec(changelog.trimStart()) ?? [];
  if (source === undefined || version === undefined) return [];
  const commit = SNAPSHOT.exec(version)?.[1];
  const named = [...(commit ? [commit] : []), `${source}-${upstreamVersion(version)}`];
  return named.map((text) => ({ text, path, line: 1 }));
}
