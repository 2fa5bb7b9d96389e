// A server on this machine that answers as it is told and remembers what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is; anything else as JSON; null: the connection is left open without an answer. */
  readonly body?: unknown;
}

export interface Loopback {
  readonly url: string;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

/** Starts a server; within a test it stops when the test ends. */
export async function loopback(answer: (asked: Asked) => Answer | null): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      asked.push(one);
      const told = answer(one);
      if (told) send(told, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  try {
    onTestFinished(close);
  } catch {
    // Called from a hook: the hook closes it.
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

function send({ status = 200, headers = {}, body = '' }: Answer, response: ServerResponse): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(status === 304 ? '' : text);
}
