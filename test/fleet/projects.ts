// A fleet of tiny projects on disk: a few upstreams, many downstreams with a patch or two each, and their fleet file.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { edit, history, tinyRepo } from '../support/tiny-repo.js';

export interface TinyFleet {
  readonly file: string;
  readonly names: readonly string[];
}

/** Makes `count` projects over `upstreams` repositories below a folder, all named by address. Every third patch has landed. */
export async function tinyFleet(folder: string, count: number, upstreams: number): Promise<TinyFleet> {
  const names = Array.from({ length: count }, (_, at) => `pkg-${String(at).padStart(4, '0')}`);
  for (let at = 0; at < upstreams; at++) {
    const h = history();
    const base = h.commit({ message: 'base', files: { 'main.c': MAIN(at), 'net.c': 'int net;\n' } });
    const own = names.filter((_, place) => place % upstreams === at);
    for (const name of own) {
      h.point(`pkg/${name}`, base);
      h.commit({
        branch: `pkg/${name}`,
        message: `${name}: carry`,
        files: { 'net.c': `int net;\nint carried_by_${name.replace('-', '_')};\n` },
      });
      h.commit({
        branch: `pkg/${name}`,
        message: `fix ${at}`,
        files: { 'main.c': edit('return 0;', `return check_everything(${at}, argc);`) },
      });
    }
    if (at % 3 === 0)
      h.commit({
        message: `fix ${at}`,
        files: { 'main.c': edit('return 0;', `return check_everything(${at}, argc);`) },
      });
    await tinyRepo(h, { directory: join(folder, `up-${at}.git`) });
  }
  const rows = names.map((name, place) => `${name}\tup-${place % upstreams}`);
  await writeFile(join(folder, 'packages.tsv'), `name\trepository\n${rows.join('\n')}\n`);
  const file = join(folder, 'tiny.yaml');
  await writeFile(file, FLEET(folder));
  return { file, names };
}

const MAIN = (at: number) => `int main(int argc)\n{\n  /* program number ${at} of the fleet */\n  return 0;\n}\n`;

const FLEET = (folder: string) => `name: tiny
packages:
  list: packages.tsv
  project:
    upstream:
      url: file://${folder}/\${repository}.git
      branch: main
    downstream:
      - url: file://${folder}/\${repository}.git
        branches: ['pkg/\${name}']
`;
