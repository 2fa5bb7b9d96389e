// Exit codes and what is said beside them (README, "Exit codes").
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyRepo } from '../support/tiny-repo.js';
import { type Room, room } from './support.js';

const PLAIN: readonly (readonly [readonly string[], number, RegExp, RegExp])[] = [
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
  [['--help'], 0, /Exit codes/, /^$/],
  [['help', 'status'], 0, /--only <status>/, /^$/],
  [[], 2, /^$/, /Commands:/],
  [['stauts'], 2, /^$/, /^landfall: unknown command 'stauts'\n\(Did you mean status\?\)\n {2}--help lists/],
  [['status', '--formt', 'json'], 2, /^$/, /Did you mean --format\?/],
  [['status', '--format', 'html'], 2, /^$/, /terminal, json, markdown/],
  [['status', '--only', 'landde'], 2, /^$/, /did you mean 'landed'\?/],
  [['status', '--width', '7'], 2, /^$/, /from 40 on/],
  [['status'], 2, /^$/, /landfall init/],
  [['badge'], 2, /^$/, /--out/],
];

it('the process itself: version, help, a mistake', async () => {
  const place = await room();
  const [version, help, mistake] = await Promise.all(
    [['--version'], ['--help'], ['stauts']].map((args) => place.run(args)),
  );
  expect(version).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, err: '' });
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(mistake).toMatchObject({ code: 2, out: '' });
});

it('command lines that need no repository', async () => {
  const place = await room();
  const check = async ([args, code, out, err]: (typeof PLAIN)[number]) => {
    const run = await place.call(args);
    expect(run, args.join(' ')).toEqual({
      code,
      out: expect.stringMatching(out) as string,
      err: expect.stringMatching(err) as string,
    });
  };
  await Promise.all(PLAIN.map(check));
});

it('a mistake in the config is told with its place', async () => {
  const place = await room();
  await writeFile(join(place.path, 'landfall.yaml'), 'upstream: {url: x, branhc: main}\ndownstream: []\n');
  const run = await place.call(['status']);
  expect(run.code).toBe(2);
  expect(run.err).toMatch(/landfall\.yaml:1:\d+: .*did you mean 'branch'/);
});

async function projectOf(
  place: Room,
  upstream: string,
  downstream: string,
  branch = 'main',
  file = 'project.yaml',
): Promise<string> {
  const up = `upstream: { url: 'https://example.org/x.git', repository: '${upstream}', branch: main }`;
  const down = `downstream: [{ repository: '${downstream}', branches: [${branch}] }]`;
  await writeFile(join(place.path, file), `${up}\n${down}\n`);
  return file;
}

it('with no data it is 3 for the world, 2 for the config, 0 when one project has some', async () => {
  const place = await room();
  const up = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
  const both = join(place.path, 'both');
  await mkdir(both);
  await projectOf(place, up.path, '/not/there', 'main', 'both/gone.yaml');
  await projectOf(place, up.path, up.path, 'main', 'both/fine.yaml');
  const misnamed = await projectOf(place, up.path, up.path, 'nobody');
  const [world, config, some, badges, badge, unknown] = await Promise.all([
    place.call(['status', '--config', 'both/gone.yaml']),
    place.call(['status', '--config', misnamed]),
    place.call(['status', '--config', 'both']),
    place.call(['badge', '--config', 'both', '--out', 'b']),
    place.call(['badge', 'gone', '--config', 'both', '--out', 'c']),
    place.call(['status', 'gon', '--config', 'both']),
  ]);
  expect(world).toMatchObject({ code: 3, err: '' });
  expect(world.out).toContain('/not/there is not there');
  expect(config.code).toBe(2);
  expect(some.code).toBe(0);
  expect(badges.code).toBe(0);
  expect(badges.err).toContain('gone: no data, so its badge is grey');
  expect(await readFile(join(place.path, 'b/gone.json'), 'utf8')).toContain('no data');
  expect(badge.code).toBe(3);
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain("did you mean 'gone'?");
});

it('git that is missing or too old is named', async () => {
  const place = await room();
  const up = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
  const config = await projectOf(place, up.path, up.path);
  const bin = join(place.path, 'bin');
  await mkdir(bin);
  const missing = await place.run(['status', '--config', config], { env: { PATH: bin } });
  expect(missing.code).toBe(3);
  expect(missing.err).toContain('git was not found');
  await writeFile(join(bin, 'git'), '#!/bin/sh\necho git version 2.20.1\n');
  await chmod(join(bin, 'git'), 0o755);
  const old = await place.run(['status', '--config', config], { env: { PATH: bin + delimiter + process.env['PATH'] } });
  expect(old.code).toBe(3);
  expect(old.err).toContain('git 2.20.1 is too old: Landfall needs git 2.38');
});

it('a file that cannot be written is 3, and a device is written to', async () => {
  const place = await room();
  const up = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
  const config = await projectOf(place, up.path, up.path);
  const run = await place.call(['status', '--config', config, '--output', 'no/such/folder/x']);
  expect(run.code).toBe(3);
  expect(run.err).toContain('was not written');
  await symlink('/dev/null', join(place.path, 'null'));
  expect((await place.call(['status', '--config', config, '--output', 'null'])).code).toBe(0);
});
