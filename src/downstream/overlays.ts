// Whole files that a package copies over upstream's tree: each is a patch that adds or replaces a file.
import type { FileTree } from '../git/tree-files.js';
import type { FilesConfig } from '../model/config.js';
import { decodeText } from '../patch/decode.js';
import type { FoundPatch, Remark } from './reader.js';
import { baseName } from '../patch/paths.js';

/** Copy commands of a pkgsrc makefile, from the package's files to the source tree. */
const COPY =
  /\$[{(](?:CP|INSTALL_DATA|INSTALL_SCRIPT)[})]\s+(?:-\w+\s+)*\$[{(]FILESDIR[})]\/(\S+)\s+\$[{(](?:WRKSRC|BUILD_WRKSRC)[})]\/(\S+)/g;

/** Overlays that the makefiles copy and those that the config names; `folder` is where `${FILESDIR}` is. */
export async function findOverlays(
  tree: FileTree,
  files: FilesConfig,
  makefiles: ReadonlyMap<string, Buffer>,
  folder: string,
): Promise<{ patches: FoundPatch[]; remarks: Remark[] }> {
  const copied = [...makefiles].flatMap(([makefile, content]) =>
    [...decodeText(content).matchAll(COPY)].map(([, from = '', to = '']) => ({
      from: `${folder}/${from}`,
      to: to.endsWith('/') ? `${to}${from}` : to,
      named: makefile,
    })),
  );
  const configured = files.overlays.map(({ from, to }) => ({
    from: files.path === '' ? from : `${files.path}/${from}`,
    to,
    named: from,
  }));
  const all = [...copied, ...configured];
  const contents = await tree.read(all.map(({ from }) => from));
  const remarks: Remark[] = [];
  const patches = all.flatMap(({ from, to, named }): FoundPatch[] => {
    const content = contents.get(from);
    if (content) return [overlay(from, to, content)];
    remarks.push({ path: named, line: 1, says: `${from} is copied over the tree, but is not there` });
    return [];
  });
  return { patches, remarks };
}

function overlay(path: string, to: string, content: Buffer): FoundPatch {
  const name = baseName(path);
  return {
    path,
    line: 1,
    message: `${name}: copied to ${to}`,
    author: null,
    date: null,
    files: [],
    wholes: [{ path: to, content }],
    lost: false,
  };
}
