// The pages as text: what they must say, and that nothing a repository says becomes markup.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../../src/report/clean.js';
import { patchPath, projectPath } from '../../../src/report/html/addresses.js';
import { html, Markup } from '../../../src/report/html/markup.js';
import { fleetPagesOf, frontOf, patchOf, projectOf } from '../../../src/report/html/site.js';
import { STATUSES } from '../../../src/model/status.js';
import { patch, project, report } from '../fixtures.js';
import { hostileTexts, poison } from '../hostile.js';
import { gdb, sampleReport } from '../samples.js';
import { heaviestProjects, mostCarried } from '../../../src/fleet/overview.js';
import type { FleetStatus } from '../../../src/model/fleet.js';
import type { Report } from '../../../src/model/report.js';
import { trendOfAll } from '../../../src/trend/sum-points.js';
import { inDepth } from './in-depth.js';

const RUN = report([]);
const NONE = new Map<string, never>();

function sampleFleet({ projects }: Report): FleetStatus {
  return {
    schemaVersion: 1,
    fleet: 'fleet',
    draining: false,
    projects: { total: projects.length, tracked: projects.length },
    queue: { waiting: 1, running: 2, aside: 1 },
    aside: [{ project: 'lost', says: 'no such branch\nsecond line' }],
    sick: [{ url: 'https://example.org', failures: 3, retryAt: '2026-01-01T00:00:00.000Z', says: 'no route' }],
    heaviest: heaviestProjects(projects),
    upstreams: mostCarried(projects),
  };
}

function pagesOf(words: readonly string[] | null): string[] {
  const said = <T>(value: T): T => (words === null ? value : poison(value, words));
  const all = said(sampleReport());
  const found = said(inDepth());
  const first = all.projects[0] ?? gdb();
  return [
    frontOf(all, NONE).text,
    projectOf(all, first, null).text,
    patchOf(all, { ...first, patches: [found.patch, ...first.patches] }, found).text,
    projectOf(all, first, null, 'rows').text,
    ...fleetPagesOf(all, said(sampleFleet(all)), trendOfAll('fleet', [], { since: null, days: 90 })).map(
      ({ text }) => text,
    ),
  ];
}

describe('every page', () => {
  test.each(pagesOf(null).map((text) => [/<title>(.*?)<\/title>/.exec(text)?.[1], text] as const))('%s', (_, text) => {
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    // Nothing is loaded: every address in an attribute leads on only when somebody follows it.
    expect(text.match(/<(?:link|img|iframe|object|embed|base|form [^>]*action)\b|\bsrc=|@import/g)).toBeNull();
    expect(text.match(/ style=| on\w+=/g)).toBeNull();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'") ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-.*; base-uri 'none'; form-action 'none'$/);
    expect(policy).not.toContain('unsafe');
    for (const [, kind = '', body = ''] of text.matchAll(/<(style|script)>(.*?)<\/\1>/gs)) {
      const digest = createHash('sha256').update(body).digest('base64');
      expect(policy, kind).toContain(`'sha256-${digest}'`);
    }
  });
});

test('a fleet says of a failure the first line', () => {
  const front = pagesOf(null).find((text) => text.includes('no such branch'));
  expect(front).toMatch(/no such branch<\/li>/u);
});

test('the tags of a page are the same whatever a repository says', () => {
  const tagsOf = (text: string) =>
    text
      .replaceAll(/<\/?(?:ins|del)>/g, '')
      .match(/<[^>]*>/g)
      ?.map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
  const plain = pagesOf(['x']).map(tagsOf);
  const one = hostileTexts.map((words) => words.find((word) => visible(word).trim() !== '') ?? 'x');
  fc.assert(
    fc.property(one, (word) => {
      expect(pagesOf([word]).map(tagsOf)).toEqual(plain);
    }),
    { numRuns: 15 },
  );
});

test('no page holds a control or an invisible character, and only web addresses are linked', () => {
  fc.assert(
    fc.property(hostileTexts, (words) => {
      for (const text of pagesOf(words)) {
        expect(text.replaceAll('\n', '').match(/[\p{Cc}\u202e\u2066\u200b]/gu)).toBeNull();
        for (const [, href = ''] of text.matchAll(/ href="([^"]*)"/g))
          expect(href).toMatch(/^(?:https?:\/\/|#|\.\.\/|patch\/[a-z0-9]|[a-z0-9][\w.-]*\/|index\.html|$)/);
      }
    }),
    { numRuns: 15 },
  );
});

describe('what pages say', () => {
  test('the front page leads to every project, and says of which nothing is known', () => {
    const { text } = frontOf(sampleReport(), NONE);
    for (const { name } of sampleReport().projects) expect(text).toContain(`href="${projectPath(name)}"`);
    expect(text).toContain('No data');
  });

  test('a project page lists each patch once, its findings and its notices', () => {
    const { text } = projectOf(RUN, gdb(), null);
    expect(text.match(/<tr data-s=/g)).toHaveLength(gdb().patches.length);
    for (const status of STATUSES) expect(text).toContain(`href="#status=${status}"`);
    expect(text).toContain('declared Pending, but it landed in 2 commits');
    expect(text).toContain('the mirror is a partial clone');
  });

  test('a project without data has no figures', () => {
    const { text } = projectOf(RUN, project('lost', [], { state: 'no-data', upstream: null, downstream: [] }), null);
    expect(text).toContain('no data');
    expect(text).not.toContain('Landed');
  });

  test('a patch page tells covered from uncovered lines by marks, not by colour alone', () => {
    const { text } = patchOf(RUN, project('p', [inDepth().patch]), inDepth());
    const marks = [...text.matchAll(/<tr class="([^"]*)"><td>[^<]*<\/td><td>([^<]*)<\/td>/g)];
    const found = new Map(marks.map(([, kind, mark]) => [kind, mark]));
    expect(Object.fromEntries(found)).toMatchObject({ x: '=', e: '~', m: '>', o: '!', k: '&nbsp;' });
    expect(text).toContain('not upstream: still yours');
    expect(text).toContain('docs/news.rst (3 lines)');
    expect(text).toMatch(/<del>section<\/del>.*<ins>mr<\/ins>/s);
  });

  test('a page is bounded, and says when it does not show all', () => {
    const [first] = inDepth().beside;
    const row = {
      ours: { sign: '+' as const, text: 'x'.repeat(1000), number: 1 },
      theirs: null,
      match: 'none' as const,
    };
    const hunk = {
      header: '-1 +1',
      upstreamHeader: null,
      coverage: 0,
      rows: Array(3000).fill(row) as (typeof row)[],
    };
    const large = {
      ...inDepth(),
      beside: [{ ...first, files: [{ path: 'a', upstreamPath: null, hunks: [hunk] }] }] as const,
    };
    const { text } = patchOf(RUN, project('p', [large.patch]), large);
    expect(text.length).toBeLessThan(500_000);
    expect(text).toContain('Not all hunks are shown');
  });

  test('two thousand patches make a page of less than two megabytes', () => {
    const many = Array.from({ length: 2300 }, (_, at) => patch(`subsystem: the usual kind of subject, number ${at}`));
    expect(projectOf(RUN, project('large', many), null).text.length).toBeLessThan(2_000_000);
  });
});

test('addresses hold no more than every file system and server takes, and differ where names do', () => {
  const names = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(names, names, (one, other) => {
      expect(patchPath('p', one)).toMatch(/^p\/patch\/[a-z0-9][a-z0-9_.-]{0,70}\.html$/);
      if (one !== other) expect(patchPath('p', one)).not.toBe(patchPath('p', other));
    }),
  );
});

test('a template escapes everything but markup', () => {
  expect(html`<p title="${`"'`}">${'<b>&'}${html`<i>${1}</i>`}${null}${['a', false]}</p>`).toEqual(
    new Markup('<p title="&quot;&#39;">&lt;b&gt;&amp;<i>1</i>a</p>'),
  );
});
