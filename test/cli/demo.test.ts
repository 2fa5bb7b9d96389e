// The commands that read, run on the demo workspace.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateExplanation, validateReport } from '../report/validate.js';
import { type Ended, type Room, room } from './support.js';

const STATUS = ['status', '--config', 'demo/config'];

let place: Room;
let demo: Ended;
let json: Ended;
let some: Ended;
let file: Ended;
let painted: Ended;

beforeAll(async () => {
  place = await room();
  demo = await place.run(['demo', '--dir', 'demo']);
  [json, some, file, painted] = await Promise.all([
    place.call([...STATUS, '--format', 'json']),
    place.call([...STATUS, 'gdb', '--format', 'json', '--only', 'pending,landed', '--sort', 'size']),
    place.run([...STATUS, 'gdb', '--format', 'markdown', '-o', 'report.md'], { env: { FORCE_COLOR: '1' } }),
    place.run(['doctor', '--config', 'demo/config'], { env: { FORCE_COLOR: '1' } }),
  ]);
  return place.remove;
});

describe('demo', () => {
  it('prints the status of three projects and says what to try next', () => {
    expect(demo).toMatchObject({ code: 0, err: '' });
    for (const name of ['GDB', 'jemalloc', 'QEMU']) expect(demo.out).toContain(`── ${name}`);
    expect(demo.out).toMatch(/npx landfall explain \S+ [0-9a-f]{12} --config demo\/config/);
  });

  it('is readable in a pipe: 80 columns, nothing that acts on a terminal', () => {
    const report = demo.out.slice(0, demo.out.indexOf('Badges:'));
    expect(Math.max(...report.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
    expect(demo.out).not.toContain('\u001b');
  });

  it('writes badges', async () => {
    const names = ['gdb', 'jemalloc', 'landfall', 'qemu-nvmm'].flatMap((name) => [`${name}.json`, `${name}.svg`]);
    expect((await readdir(join(place.path, 'demo/badges'))).toSorted()).toEqual(names);
  });

  it('leaves a folder that is not its own alone', async () => {
    const again = await place.call(['demo', '--dir', 'home/..']);
    expect(again.code).toBe(2);
    expect(again.err).toContain('is not empty');
  });
});

describe('status', () => {
  it('gives JSON that its schema describes', () => {
    expect(json).toMatchObject({ code: 0, err: '' });
    const names = validateReport(json.out).projects.map((project) => project.name);
    expect(names).toEqual(['gdb', 'jemalloc', 'qemu-nvmm']);
  });

  it('lists some patches, in an order, and keeps the figures of all', () => {
    const [all] = validateReport(json.out).projects;
    const [chosen] = validateReport(some.out).projects;
    expect(chosen?.delta).toEqual(all?.delta);
    expect(new Set(chosen?.patches.map(({ status }) => status))).toEqual(new Set(['pending', 'landed']));
    const sizes = chosen?.patches.map(({ size }) => size.insertions + size.deletions) ?? [];
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(chosen?.notices.map(({ code }) => code)).toContain('list.only');
  });

  it('writes to a file, whole and unpainted, and says so', async () => {
    expect(file).toEqual({ code: 0, out: '', err: 'landfall: wrote report.md\n' });
    const text = await readFile(join(place.path, 'report.md'), 'utf8');
    expect(text).toContain('GDB');
    expect(text).not.toContain('\u001b');
  });

  it('paints where it is forced to', () => {
    expect(painted.out).toContain('\u001b[');
  });

  it('ends quietly when its reader has gone', async () => {
    const { child, ended } = place.start([...STATUS, '--verbose']);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});

describe('explain', () => {
  it('explains a patch by the beginning of its id, in JSON that its schema describes', async () => {
    const patch = validateReport(json.out).projects[1]?.patches[0];
    const args = ['explain', 'jemalloc', patch?.id.slice(0, 10) ?? '', '--config', 'demo/config', '--format', 'json'];
    const run = await place.call(args);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(validateExplanation(run.out).patch.id).toBe(patch?.id);
  });

  it('says when no patch is named so', async () => {
    const run = await place.call(['explain', 'jemalloc', 'no such patch', '--config', 'demo/config']);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^landfall: /);
  });
});

describe('badge', () => {
  it('writes the badges of named projects and one for all, and prints what it wrote', async () => {
    const flags = ['--config', 'demo/config', '--out', 'shields', '--metric', 'percent'];
    const run = await place.call(['badge', 'gdb', ...flags]);
    expect(run).toMatchObject({ code: 0, err: '' });
    const files = ['shields/gdb.svg', 'shields/gdb.json', 'shields/landfall.svg', 'shields/landfall.json'];
    expect(run.out.trim().split('\n')).toEqual(files);
    const endpoint = JSON.parse(await readFile(join(place.path, 'shields/gdb.json'), 'utf8')) as object;
    expect(endpoint).toMatchObject({ schemaVersion: 1, label: 'GDB', message: expect.stringMatching(/% landed$/) });
  });
});

it('leaves nothing in the temporary folder', async () => {
  expect(await readdir(place.tmp)).toEqual([]);
});
