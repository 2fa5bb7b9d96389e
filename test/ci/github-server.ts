// A server on the loopback that speaks as much of GitHub's comment API as is needed, and remembers what it was told.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: 'Bot' | 'User' };
}

/** Comments of the one issue it has; `status` answers every request with that instead. */
export async function githubServer({ comments = [], status }: { comments?: Comment[]; status?: number } = {}) {
  const authorizations: string[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const url = new URL(request.url ?? '', 'http://x');
      authorizations.push(request.headers.authorization ?? '');
      asked.push(`${request.method} ${url.pathname}`);
      const answer = (code: number, value: unknown) => {
        response.writeHead(status ?? code, { 'content-type': 'application/json', ...linkTo(url, comments.length) });
        response.end(JSON.stringify(status === undefined ? value : { message: 'no' }));
      };
      const { body = '' } = text === '' ? {} : (JSON.parse(text) as { body?: string });
      if (request.method === 'GET') return answer(200, pageOf(url, comments));
      if (request.method === 'POST') {
        comments.push({ id: comments.length + 1, body, user: { type: 'Bot' } });
        return answer(201, comments.at(-1));
      }
      const comment = comments.find(({ id }) => url.pathname.endsWith(`/issues/comments/${id}`));
      if (comment) comment.body = body;
      return answer(comment ? 200 : 404, comment);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, comments, authorizations, asked };
}

function pageOf(url: URL, comments: readonly Comment[]): readonly Comment[] {
  const [size, page] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
  return comments.slice((page - 1) * size, page * size);
}

function linkTo(url: URL, count: number): Record<string, string> {
  const [size, page] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
  if (page * size >= count) return {};
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return { link: `<http://127.0.0.1${next.pathname}${next.search}>; rel="next"` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
