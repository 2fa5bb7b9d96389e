// `npm run bench`: how much longer than git itself Landfall takes, measured on this machine in one run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from './arguments.js';
import { compare } from './compare.js';
import { readMachine } from './machine.js';
import { renderJson, renderTable } from './render.js';
import { generate } from './subject.js';

// The interrupt ends the program being measured as well; that failure is what takes the folder away below.
process.once('SIGINT', () => undefined);

const { subject, runs, json } = readArguments(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), 'landfall-bench-'));
try {
  const measured = 'repository' in subject ? subject : await generate(folder, subject);
  const comparison = await compare(measured, folder, runs);
  const machine = await readMachine();
  process.stdout.write(renderTable(machine, comparison));
  if (json === null) process.stdout.write(`\n${renderJson(machine, comparison)}`);
  else await writeFile(json, renderJson(machine, comparison));
} finally {
  await rm(folder, { recursive: true, force: true });
}
