// The report as a folder of pages, in a real browser: opened from disk, it loads nothing, breaks nothing, and can be used.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontOf, patchOf, projectOf, type SitePage } from '../../src/report/html/site.js';
import { project, report } from '../report/fixtures.js';
import { gdb } from '../report/samples.js';
import { inDepth } from '../report/html/in-depth.js';
import { poison } from '../report/hostile.js';
import { type Room, room } from './support.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const WIDTHS = { desk: 1280, phone: 375 } as const;

let place: Room;
let site = '';

beforeAll(async () => {
  place = await room();
  await place.call(['demo', '--dir', 'demo', '--quiet']);
  const history = join(place.path, 'history.jsonl');
  await place.call(['status', '--config', 'demo/config', '--record', '--history', history]);
  const run = await place.call(['report', '--html', 'site', '--config', 'demo/config', '--history', history]);
  expect(run).toMatchObject({ code: 0, out: 'site/index.html\n', err: '' });
  site = join(place.path, 'site');
  return place.remove;
});

describe('the folder', () => {
  it('has a page for each project and each patch', async () => {
    expect(await readdir(site)).toEqual(['.landfall-report', 'gdb', 'index.html', 'jemalloc', 'qemu-nvmm']);
    expect(await readdir(join(site, 'jemalloc', 'patch'))).toHaveLength(17);
  });

  it('loses what an earlier report left, keeps what others put there, and is the same for the same result', async () => {
    const left = join(site, 'gone', 'patch', 'abc.html');
    await mkdir(dirname(left), { recursive: true });
    await writeFile(left, 'old');
    await writeFile(join(site, 'mine.html'), 'mine');
    const list = join(site, '.landfall-report');
    await writeFile(
      list,
      `${await readFile(list, 'utf8')}gone/patch/abc.html\n../demo/config/gdb.yaml\n../outside.html\n`,
    );
    await writeFile(join(place.path, 'outside.html'), 'mine');
    const before = await readFile(join(site, 'gdb', 'index.html'), 'utf8');
    const again = await place.call(['report', '--html', 'site', '--config', 'demo/config', '--quiet']);
    expect(again).toMatchObject({ code: 0 });
    expect(existsSync(left)).toBe(false);
    expect(existsSync(join(site, 'mine.html'))).toBe(true);
    expect(existsSync(join(place.path, 'outside.html'))).toBe(true);
    const stable = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '');
    const now = await readFile(join(site, 'gdb', 'index.html'), 'utf8');
    expect(stable(now).slice(0, 20_000)).toContain(stable(before).slice(0, 8000));
  });

  it("is not written over somebody else's page", async () => {
    await mkdir(join(place.path, 'web'));
    await writeFile(join(place.path, 'web', 'index.html'), 'mine');
    const run = await place.call(['report', '--html', 'web', '--config', 'demo/config', '--quiet']);
    expect(run.code).toBe(2);
    expect(run.err).toContain('web/index.html is there and no report of Landfall');
    expect(await readFile(join(place.path, 'web', 'index.html'), 'utf8')).toBe('mine');
  });
});

describe.skipIf(!existsSync(CHROMIUM))(`in a browser (skipped where ${CHROMIUM} is not there)`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') });
  });
  afterAll(() => browser?.close());

  /** Opens a page and notes everything that a quiet page does not do. */
  async function open(path: string, look: { width?: number; dark?: boolean; script?: boolean } = {}) {
    const { width = WIDTHS.desk, dark = false, script = true } = look;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: script,
    });
    const page = await context.newPage();
    const noise: string[] = [];
    page.on('console', (message) => noise.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => noise.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (request.resourceType() !== 'document') noise.push(`request: ${request.url()}`);
    });
    const [file = '', hash = ''] = path.split('#');
    await page.goto(`${pathToFileURL(join(site, file)).href}${hash === '' ? '' : `#${hash}`}`);
    return { page, noise, close: () => context.close() };
  }

  const PAGES = ['index.html', 'gdb/index.html', 'qemu-nvmm/index.html', 'qemu-nvmm/patch/a883eecc62a1.html'];

  it.each(PAGES)('%s is quiet, fits a phone, and breaks no rule of axe, in light and dark', async (path) => {
    for (const [width, dark] of [
      [WIDTHS.desk, false],
      [WIDTHS.phone, true],
    ] as const) {
      const { page, noise, close } = await open(path, { width, dark });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.evaluate(axe.source);
      const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
      expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(noise).toEqual([]);
      await close();
    }
  });

  it('every link of the front page leads to a page', async () => {
    const { page, close } = await open('index.html');
    const links = await page.$$eval('main a[href]', (all) =>
      all.map((link) => (link as unknown as { href: string }).href),
    );
    expect(links.length).toBeGreaterThan(6);
    for (const link of links) expect(existsSync(new URL(link.replace(/#.*/, '')))).toBe(true);
    await close();
  });

  it('filters by status, text and from the address; shows all again; sorts', async () => {
    const { page, noise, close } = await open('jemalloc/index.html');
    const shown = () => page.locator('table.patches tbody tr:visible').count();
    expect(await shown()).toBe(17);
    await page.selectOption('select[name=status]', 'landed');
    expect(await shown()).toBe(8);
    expect(page.url()).toMatch(/#status=landed$/);
    expect(await page.textContent('.shown')).toBe('8 of 17 patches shown');
    await page.fill('input[name=text]', 'LOGARITHM');
    expect(await shown()).toBe(1);
    await page.click('button[type=reset]');
    await expect.poll(shown).toBe(17);
    await page.click('a[href="#status=queued"]');
    await expect.poll(shown).toBe(1);
    await page.click('button[type=reset]');
    await page.click('a[href^="#author="]');
    await expect.poll(shown).toBeLessThan(17);
    await page.click('button[type=reset]');
    await page.click('a[href="#directory=src"]');
    await expect.poll(shown).toBe(13);
    await page.click('button[type=reset]');
    await page.click('th:has-text("Lines") button');
    const lines = () =>
      page.$$eval('table.patches td.z', (cells) =>
        cells.map((cell) => Number((cell as unknown as { dataset: { v: string } }).dataset.v)),
      );
    expect(await lines()).toEqual((await lines()).toSorted((one, other) => other - one));
    await page.click('th:has-text("Lines") button');
    expect(await lines()).toEqual((await lines()).toSorted((one, other) => one - other));
    expect(noise).toEqual([]);
    await close();
  });

  it('follows a filter in the address, as the front page links it', async () => {
    const { page, close } = await open('jemalloc/index.html#do=drop-now');
    expect(await page.locator('table.patches tbody tr:visible').count()).toBe(3);
    await close();
  });

  it('can be read without scripts', async () => {
    const { page, noise, close } = await open('jemalloc/index.html', { script: false });
    expect(await page.locator('table.patches tbody tr').count()).toBe(17);
    expect(await page.locator('form.filters').isVisible()).toBe(false);
    expect(noise).toEqual([]);
    await close();
  });

  it('opens a patch with the keyboard alone', async () => {
    const { page, close } = await open('jemalloc/index.html');
    await page.focus('table.patches tbody tr:nth-child(9) a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/patch\/446cb2cf2c40\.html$/);
    expect(await page.textContent('h1')).toContain('decay: purge at once');
    await close();
  });

  it('shows what a hostile repository says, and does none of it', async () => {
    const words = [
      '</script><script>window.broken=1;alert(1)</script>',
      '"><img src=x onerror="window.broken=1">',
      "' onmouseover='window.broken=1' x='",
      '</style><style>body{display:none}</style>',
      '</td></tr></table><iframe src="https://evil.example/"></iframe>',
      '<!-- <base href="https://evil.example/"> <svg onload=alert(1)>',
      'javascript:alert(1)',
      '{{{constructor.constructor("window.broken=1")()}}}',
    ];
    const found = poison(inDepth(), words);
    const one = { ...poison(gdb(), words), name: 'hostile' };
    const all = { ...report([]), projects: [one, { ...project('x', []), title: words[0] ?? '' }] };
    const pages: SitePage[] = [
      { ...frontOf(all, new Map()), path: 'hostile.html' },
      projectOf(all, one, null),
      patchOf(all, { ...one, patches: [found.patch] }, found),
    ];
    for (const { path, text } of pages) {
      await mkdir(dirname(join(site, path)), { recursive: true });
      await writeFile(join(site, path), text);
      const { page, noise, close } = await open(path);
      await hover(page);
      expect(noise).toEqual([]);
      expect(await page.evaluate('window.broken')).toBeUndefined();
      expect(await page.locator('iframe, img, base, object, embed, link, form[action]').count()).toBe(0);
      expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
      expect(await page.locator('footer').isVisible()).toBe(true);
      expect(await page.textContent('main')).toMatch(/<iframe src=|onmouseover=|onerror=/);
      await close();
    }
  });

  async function hover(page: Page): Promise<void> {
    for (const link of (await page.locator('main a:visible').all()).slice(0, 5)) await link.hover({ force: true });
  }
});
