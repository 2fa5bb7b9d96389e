// A Patchwork of our own: a few entries, every field of API 1.2.
import type { Answer, Asked } from './loopback.js';

export interface ToldEntry {
  readonly id: number;
  readonly msgid: string;
  readonly name: string;
  readonly date?: string;
  readonly state?: string;
  readonly check?: string;
  readonly delegate?: string;
  readonly version?: number;
  readonly diff: string;
  readonly submitter?: string;
  readonly tags?: Readonly<Record<string, number>>;
  readonly comments?: readonly { readonly by: string; readonly date: string; readonly words: string }[];
  readonly checks?: readonly { readonly state: string; readonly context: string; readonly says: string }[];
}

/** Answers lists by author and Message-Id, in pages of `most`, and single entries. */
export function fakePatchwork(entries: readonly ToldEntry[], base: () => string, most = 2): (asked: Asked) => Answer {
  return ({ path }) => {
    const url = new URL(path, base());
    const id = /^\/api\/1\.2\/patches\/(\d+)\/$/.exec(url.pathname)?.[1];
    const one = entries.find((entry) => entry.id === Number(id));
    if (one) return { body: { ...entryOf(one, base()), headers: {}, content: 'Words.', diff: one.diff, prefixes: [] } };
    const [, number, what] = /^\/api\/1\.2\/patches\/(\d+)\/(comments|checks)\/$/.exec(url.pathname) ?? [];
    const about = entries.find((entry) => entry.id === Number(number));
    if (about && what === 'comments') return { body: commentsOf(about, base()) };
    if (about && what === 'checks') return { body: checksOf(about, base()) };
    if (url.pathname !== '/api/1.2/patches/') return { status: 404, body: { detail: 'Not found.' } };
    const { submitter, msgid } = Object.fromEntries(url.searchParams);
    const found = entries.filter((entry) =>
      msgid ? entry.msgid === msgid : (entry.submitter ?? 'ada@example.org') === submitter,
    );
    const page = Number(url.searchParams.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return {
      headers: page * most < found.length ? { link: `<${next.href}>; rel="next"` } : {},
      body: found.slice((page - 1) * most, page * most).map((entry) => entryOf(entry, base())),
    };
  };
}

function entryOf(told: ToldEntry, base: string): Record<string, unknown> {
  const at = `${base}/api/1.2`;
  return {
    id: told.id,
    url: `${at}/patches/${told.id}/`,
    web_url: `${base}/project/gdb/patch/${told.msgid}/`,
    project: {
      id: 1,
      url: `${at}/projects/1/`,
      name: 'GDB',
      link_name: 'gdb',
      list_id: 'gdb.example.org',
      list_email: 'gdb@example.org',
      web_url: base,
      scm_url: base,
      webscm_url: base,
      list_archive_url: base,
      list_archive_url_format: base,
      commit_url_format: '',
    },
    msgid: `<${told.msgid}>`,
    list_archive_url: null,
    date: told.date ?? '2023-01-02T10:00:00',
    name: told.name,
    commit_ref: null,
    pull_url: null,
    state: told.state ?? 'new',
    archived: false,
    hash: 'c'.repeat(40),
    submitter: { id: 3, url: `${at}/people/3/`, name: 'Ada', email: told.submitter ?? 'ada@example.org' },
    delegate: told.delegate === undefined ? null : userOf(told.delegate, base),
    mbox: `${base}/project/gdb/patch/${told.msgid}/mbox/`,
    series: [
      {
        id: 4,
        url: `${at}/series/4/`,
        web_url: `${base}/project/gdb/list/?series=4`,
        name: 'x',
        date: '2023-01-02T10:00:00',
        version: told.version ?? 1,
        mbox: `${base}/series/4/mbox/`,
      },
    ],
    comments: `${at}/patches/${told.id}/comments/`,
    check: told.check ?? 'pending',
    checks: `${at}/patches/${told.id}/checks/`,
    tags: told.tags ?? {},
    related: [],
  };
}

function userOf(name: string, base: string): Record<string, unknown> {
  return {
    id: 2,
    url: `${base}/api/1.2/users/2/`,
    username: name,
    first_name: 'Del',
    last_name: 'Egate',
    email: 'del@example.org',
  };
}

function commentsOf({ comments = [], name }: ToldEntry, base: string): unknown {
  return comments.map(({ by, date, words }, at) => ({
    id: at,
    web_url: `${base}/comment/${at}/`,
    msgid: `<c${at}@example.org>`,
    list_archive_url: null,
    date,
    subject: `Re: ${name}`,
    submitter: { id: 9, url: `${base}/api/1.2/people/9/`, name: by, email: `${by.toLowerCase()}@example.org` },
    content: words,
    headers: {},
  }));
}

function checksOf({ checks = [] }: ToldEntry, base: string): unknown {
  return checks.map(({ state, context, says }, at) => ({
    id: at,
    url: `${base}/api/1.2/patches/1/checks/${at}/`,
    user: userOf('builder', base),
    date: '2023-01-03T10:00:00',
    state,
    target_url: null,
    context,
    description: says,
  }));
}
