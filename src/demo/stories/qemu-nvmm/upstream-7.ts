// Upstream's QEMU from 6.1 to 7.0 and after: block requests anew, a card mended, and what waits in staging.
import { after, all, append, before, type History, replace } from '../../history/index.js';
import { apply, scribe } from '../story.js';
import { FILTER, RING } from './patches.js';
import { QEMU_PEOPLE } from './people.js';
import { release } from './release.js';

const { oleg, hanna, devin, ayumi } = QEMU_PEOPLE;

const POSIX_IO_VECTORS = `/*
 * Block requests on plain files, as vectors.
 */
#include "qemu/osdep.h"
#include "block/posix-io.h"
#include "qemu/iov.h"

static ssize_t posix_io_vector(const PosixIoRequest *req, const struct iovec *iov, int count, off_t at)
{
    return RETRY_ON_EINTR(req->write ? pwritev(req->fd, iov, count, at) : preadv(req->fd, iov, count, at));
}

int posix_io_transfer(PosixIoRequest *req)
{
    g_autofree struct iovec *rest = g_memdup2(req->iov, req->niov * sizeof(*req->iov));
    struct iovec *head = rest;
    unsigned left = req->niov;

    for (off_t at = req->offset; left > 0;) {
        ssize_t done = posix_io_vector(req, head, left, at);
        if (done <= 0) {
            return done < 0 ? -errno : posix_io_short(req, head, left);
        }
        iov_discard_front(&head, &left, done);
        at += done;
    }
    return 0;
}
`;

/** Goes on with it. */
export function tellQemu7(h: History): void {
  tellQemu62(h);
  tellQemu70(h);
  tellStaging(h);
}

function tellQemu62(h: History): void {
  const told = scribe(h, 'master');
  told('2021-09-14T10:00:00Z', hanna, 'net: tulipnet: report link changes\n', {
    'hw/net/tulipnet.c': append(`
void tulipnet_set_link(TulipNetState *s, bool up)
{
    s->csr12 = up ? s->csr12 & ~CSR12_LINK_FAIL : s->csr12 | CSR12_LINK_FAIL;
    tulipnet_raise(s, CSR5_LINK_CHANGED);
}
`),
  });
  told('2021-10-05T10:00:00Z', ayumi, 'docs: network cards: say what a missed frame is\n', {
    'docs/devel/network-cards.rst': append(
      '\nA frame is *missed* when the guest has given the card no buffer for it.\n',
    ),
  });
  told('2021-11-16T10:00:00Z', devin, 'i386/nvmm: check the version of the kernel interface\n', {
    'target/i386/nvmm/nvmm-all.c': after(
      'int nvmm_accel_init(MachineState *machine)\n{\n',
      `    struct nvmm_capability capability = { 0 };

    if (nvmm_capability(&capability) == 0 && capability.version < NVMM_KERN_VERSION) {
        error_report("NVMM: the kernel interface is of version %u", capability.version);
        return -ENOSYS;
    }
`,
    ),
  });
  release(h, '2021-12-14T16:00:00Z', '6.2.0');
}

function tellQemu70(h: History): void {
  const told = scribe(h, 'master');
  told('2022-01-18T10:00:00Z', hanna, 'net: tulipnet: keep the size of a descriptor in one place\n', {
    'hw/net/tulipnet.c': before(
      'static void tulipnet_next_descriptor(',
      'static uint32_t tulipnet_descriptor_size(const TulipNetState *s)\n{\n    return 16 + 4 * extract32(s->csr0, 2, 5);\n}\n\n',
    ),
  });
  told('2022-01-19T10:00:00Z', hanna, 'net: tulipnet: reset is not the end of a ring\n', {
    'hw/net/tulipnet.c': all(
      replace(
        'static void tulipnet_next_descriptor(TulipNetState *s)\n{\n',
        '/* Called with the lock held, and never while the card is being reset. */\nstatic void tulipnet_advance_ring(TulipNetState *s)\n{\n',
      ),
      replace('    tulipnet_next_descriptor(s);\n', '    tulipnet_advance_ring(s);\n'),
    ),
  });
  told('2022-02-08T10:00:00Z', RING.author, 'net: tulipnet: support rings and chains of receive buffers\n', RING.files);
  told('2022-02-22T10:00:00Z', devin, 'softmmu: exit with the code that the guest asked for\n', {
    'softmmu/vl.c': replace(
      '    return startup_main_loop(opts);\n',
      '    int status = startup_main_loop(opts);\n\n    return opts->guest_exit_code ? opts->guest_exit_code : status;\n',
    ),
  });
  told('2022-03-15T10:00:00Z', ayumi, 'usb-hub: report over-current once\n', {
    'hw/usb/hub-port.c': append(`
void hub_port_over_current(HubPort *port)
{
    if (!(port->status & PORT_STAT_OVERCURRENT)) {
        port->status |= PORT_STAT_OVERCURRENT;
        port->change |= PORT_STAT_C_OVERCURRENT;
    }
}
`),
  });
  release(h, '2022-04-19T16:00:00Z', '7.0.0');
}

function tellStaging(h: History): void {
  const told = scribe(h, 'master');
  told(
    '2022-05-17T10:00:00Z',
    devin,
    'block/posix-io: transfer vectors, not buffers\n\nSaves a copy of every request of a guest.\n',
    {
      'block/posix-io.c': POSIX_IO_VECTORS,
    },
  );
  told('2022-06-14T10:00:00Z', oleg, 'MAINTAINERS: block/posix-io has an owner\n', {
    MAINTAINERS: append('\nPlain files\nM: Devin Marsh <dmarsh@example.org>\nF: block/posix-io.c\n'),
  });
  h.point('staging', h.tip());
  scribe(h, 'staging')('2022-06-20T10:00:00Z', ayumi, 'ui: scan codes of media keys\n', {
    'ui/keymap-table.c': after('    { "KEY_ENTER", 0x1c, 0x5a },\n', '    { "KEY_MUTE", 0xe020, 0xe023 },\n'),
  });
  apply(h, 'staging', { ...FILTER, date: '2022-06-21T10:00:00Z' });
}
