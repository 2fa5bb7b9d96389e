// Our fake Patchwork held against the schema that Patchwork publishes. It is GPL and not ours to copy: name it to run this,
// LANDFALL_PATCHWORK_SCHEMA=docs/api/schemas/v1.2/patchwork.yaml of a checkout of Patchwork.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from '../../src/submissions/ask.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { fakePatchwork } from './fake-patchwork.js';
import { diffOf, questionOf, wantedOf } from './list.js';
import { loopback } from './loopback.js';
import { PRISM_STARTS_WITHIN, startPrism } from './prism.js';

const schema = process.env.LANDFALL_PATCHWORK_SCHEMA;

test.skipIf(schema === undefined)(
  'what is asked of Patchwork, and what our fake answers, is what its schema says (needs LANDFALL_PATCHWORK_SCHEMA)',
  { timeout: PRISM_STARTS_WITHIN },
  async () => {
    const diff = diffOf('net.c', 'frame');
    const entries = [1, 2, 3].map((id) => ({
      id,
      msgid: `v${id}@example.org`,
      name: `[v${id}] net: bound the frame`,
      diff,
      delegate: 'carl',
      check: 'fail',
      comments: [{ by: 'Bob', date: '2023-01-04T10:00:00', words: 'Hm.' }],
      checks: [{ state: 'fail', context: 'build', says: 'no rule' }],
    }));
    let base = '';
    const server = await loopback((asked) => fakePatchwork(entries, () => base)(asked));
    base = server.url;
    const { path: dir } = await temporaryDirectory();
    // The schema leaves out the slash at the end of a path; Patchwork itself sends on to the path that has it.
    const slashed = (await readFile(schema ?? '', 'utf8')).replace(/^ {2}(\/api\/.*[^/]):$/gm, '  $1/:');
    await writeFile(join(dir, 'schema.yaml'), slashed);
    const prism = await startPrism(join(dir, 'schema.yaml'), server.url);
    onTestFinished(prism.stop);
    const wanted = wantedOf(0, 'net: bound the frame', diff, { body: 'Message-Id: <v1@example.org>' });
    const question = await questionOf({ kind: 'patchwork', url: prism.url, project: 'gdb' }, [wanted]);
    const { found } = await openDesk({ dir, online: true, env: {}, patience: 0 }).ask(question);
    expect(found.get(0)?.[0]).toMatchObject({ source: 'patchwork', events: { length: 4 } });
    expect(server.asked.length).toBeGreaterThan(2);
    expect(prism.violations()).toEqual([]);
  },
);
