// What `landfall` starts with, in few files: opening some four hundred takes longer than the rest of a short run.
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));

/** Packages that every command needs. All others stay where npm puts them, and are loaded by what needs them. */
const TAKEN_IN = ['@commander-js/extra-typings', 'commander', 'yaml', 'zod'];

/** Their licences ask to be passed on with the code. */
const licences = {
  name: 'licences',
  async generateBundle() {
    const texts = await Promise.all(
      TAKEN_IN.map(async (name) => {
        const folder = join(here, 'node_modules', name);
        const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
        return `${name} ${version}\n\n${await readFile(join(folder, 'LICENSE'), 'utf8')}`;
      }),
    );
    this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: texts.join(`\n${'-'.repeat(72)}\n\n`) });
  },
};

const isTakenIn = (id) => TAKEN_IN.some((name) => id === name || id.startsWith(`${name}/`));

await build({
  // As tsc has made it: types are checked, and what runs here is what runs there.
  input: 'dist/cli.js',
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id) && !isTakenIn(id),
  plugins: [licences],
  output: { dir: 'dist/bundle', format: 'esm', cleanDir: true },
});
