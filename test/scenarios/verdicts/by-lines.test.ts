// Landings that neither words nor paths lead to: the file has moved, the code around it was rewritten, the title is another one.
import { expect, test } from 'vitest';
import { append, type History } from '../../support/tiny-repo.js';
import { judgeOne } from '../judge.js';

const RING = 'src/net/ring.c';
const LOOP = 'core/transfer/loop.c';
/** As it was before there was a search by lines. */
const BY_NAME = { search: { everyCommit: 0 } };

/** A function that only this patch has. */
const BACKOFF = `
static unsigned backoff_milliseconds(const struct retransmission *attempt)
{
    unsigned exponent = MIN(attempt->failures, BACKOFF_LARGEST_EXPONENT);
    unsigned jitter = random_below(BACKOFF_JITTER_MILLISECONDS);

    if (attempt->peer_is_congested) {
        trace_backoff_congested(attempt->peer_name, exponent);
        exponent = MIN(exponent + 1, BACKOFF_LARGEST_EXPONENT);
    }
    return (BACKOFF_FIRST_MILLISECONDS << exponent) + jitter;
}
`;

/** The patch, and an upstream that puts another file in the place of the one it changes. */
function tellRewrite(h: History): void {
  h.commit({ branch: 'local', message: 'ring: wait longer each time', files: { [RING]: append(BACKOFF) } });
  h.commit({
    message: 'Rewrite the transfer layer',
    files: { [RING]: null, [LOOP]: '#include "transfer.h"\n\nvoid transfer_loop_enter(struct loop *loop);\n' },
  });
}

/** It lands there, under other words. */
function tellLanding(h: History): void {
  h.commit({ message: 'Exponential retries', files: { [LOOP]: append(BACKOFF) } });
}

test('a patch whose file moved and whose words changed is found by its lines, and that is told', async () => {
  const tell = (h: History) => {
    tellRewrite(h);
    tellLanding(h);
  };
  const patch = await judgeOne(tell);
  expect(patch).toMatchObject({ status: 'landed', landing: { commits: [{ subject: 'Exponential retries' }] } });
  expect(patch.evidence.map(({ says }) => says).join('\n')).toContain('found by its lines alone');
  expect((await judgeOne(tell, BY_NAME)).status).not.toBe('landed');
});

test('half of its lines elsewhere are no landing', async () => {
  const half = BACKOFF.split('\n').slice(0, 6).join('\n');
  const patch = await judgeOne((h) => {
    tellRewrite(h);
    h.commit({ message: 'Exponential retries', files: { [LOOP]: append(`${half}\n`) } });
  });
  expect(patch.status).not.toBe('landed');
  expect(patch.status).not.toBe('absorbed');
});

test('the same lines in another file are no landing while its own file is there without them', async () => {
  const patch = await judgeOne((h) => {
    h.commit({ branch: 'local', message: 'ring: wait longer each time', files: { [RING]: append(BACKOFF) } });
    h.commit({ message: 'Begin the transfer layer', files: { [LOOP]: '#include "transfer.h"\n' } });
    tellLanding(h);
  });
  expect(patch.status).toBe('ambiguous');
  expect(patch.evidence.map(({ says }) => says).join('\n')).toContain('found by its lines alone');
});

test('a commit that only moves the lines about is none of them', async () => {
  const patch = await judgeOne((h, base) => {
    const old = 'core/old.c';
    h.point('main', h.commit({ branch: 'before', parents: [base], message: 'Retries', files: { [old]: BACKOFF } }));
    h.point('local', h.tip('main'));
    h.commit({ branch: 'local', message: 'ring: wait longer each time', files: { [RING]: append(BACKOFF) } });
    h.commit({ message: 'Tidy up', files: { [old]: null, [LOOP]: BACKOFF } });
  });
  expect(patch).toMatchObject({ status: 'pending', landing: null });
});
