// A kept result is good only for the state it was made from: every part of that state must change the key.
import { expect, test } from 'vitest';
import type { OpenedProject } from '../../src/gather/open-project.js';
import { stableJson } from '../../src/store/stable-json.js';
import { stateKey } from '../../src/store/state-key.js';
import { openedProject, TODAY } from './opened.js';
import { annotationOf } from '../support/annotation.js';

type Opened = Awaited<ReturnType<typeof openedProject>>;

const OTHER = 'e'.repeat(40);

const CHANGES: Readonly<Record<string, (opened: Opened) => OpenedProject>> = {
  'the upstream tip': (o) => ({ ...o, upstream: { ...o.upstream, tip: OTHER } }),
  'a next ref': (o) => ({ ...o, upstream: { ...o.upstream, next: [{ ref: 'refs/heads/next', oid: OTHER }] } }),
  'a tag that moved': (o) => withTags(o, [{ name: 'refs/tags/v1', oid: OTHER, commit: OTHER, date: 1 }]),
  'a tag that is gone': (o) => withTags(o, []),
  'a shallow cut': (o) => withRepository(o, { shallow: [OTHER] }),
  'a partial clone': (o) => withRepository(o, { partial: true }),
  'other objects': (o) => withRepository(o, { objectsDir: '/elsewhere' }),
  'a downstream tip': (o) => withRequest(o, { tip: OTHER }),
  'a downstream ref': (o) => withRequest(o, { ref: 'refs/heads/y' }),
  'a base': (o) => withRequest(o, { base: OTHER }),
  'a path filter': (o) => withRequest(o, { paths: ['src'] }),
  'a branch more': (o) => ({
    ...o,
    downstream: { ...o.downstream, requests: [...o.downstream.requests, ...o.downstream.requests] },
  }),
  'a notice': (o) => ({ ...o, notices: [{ code: 'x', severity: 'info', message: 'x', hint: null }] }),
  'a title': (o) => ({ ...o, project: { ...o.project, title: 'Other' } }),
  'a threshold': (o) => withSettings(o, { verdict: { ...o.project.settings.verdict, landed: 0.81 } }),
  'a noise pattern': (o) => withSettings(o, { noise: { ...o.project.settings.noise, changelog: [] } }),
  'an annotation': (o) => {
    return { ...o, project: { ...o.project, annotations: [annotationOf({ commit: OTHER, reason: 'x' })] } };
  },
};

test.each(Object.entries(CHANGES))('%s changes the key', async (_, change) => {
  const opened = await openedProject();
  expect(stateKey(change(opened), '1.0.0', TODAY)).not.toBe(stateKey(opened, '1.0.0', TODAY));
});

test('version and day change the key; the hour does not', async () => {
  const opened = await openedProject();
  const key = stateKey(opened, '1.0.0', TODAY);
  expect(stateKey(opened, '1.0.1', TODAY)).not.toBe(key);
  expect(stateKey(opened, '1.0.0', new Date('2026-01-03T00:00:00Z'))).not.toBe(key);
  expect(stateKey(opened, '1.0.0', new Date('2026-01-02T23:59:59Z'))).toBe(key);
});

test('the order in which keys were set does not matter, the order of lists does', () => {
  expect(stableJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  expect(stableJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  expect(stableJson([1, 2])).not.toBe(stableJson([2, 1]));
});

function withTags(opened: Opened, tags: Opened['upstream']['tags']): OpenedProject {
  return { ...opened, upstream: { ...opened.upstream, tags } };
}

function withRepository(opened: Opened, change: Partial<Opened['upstream']['repository']>): OpenedProject {
  const { upstream } = opened;
  return { ...opened, upstream: { ...upstream, repository: { ...upstream.repository, ...change } } };
}

function withRequest(opened: Opened, change: Partial<OpenedProject['downstream']['requests'][number]>): OpenedProject {
  const requests = opened.downstream.requests.map((request) => ({ ...request, ...change }));
  return { ...opened, downstream: { ...opened.downstream, requests } };
}

function withSettings(opened: Opened, change: Partial<OpenedProject['project']['settings']>): OpenedProject {
  const { project } = opened;
  return { ...opened, project: { ...project, settings: { ...project.settings, ...change } } };
}
