// Upstream's QEMU from 5.1 to 7.0: topic branches merged into master, the accelerator among them.
import { after, append, before, type Commit, type History, history, replace } from '../../history/index.js';
import { apply, scribe } from '../story.js';
import { BUILD, CORE_UPSTREAM, REGISTER_ORDER, REGISTER_TABLE } from './nvmm.js';
import { HUB } from './patches.js';
import { QEMU_PEOPLE } from './people.js';
import { release } from './release.js';
import { QEMU_SOURCES } from './sources.js';
import { tellQemu7 } from './upstream-7.js';

const { bram, lucia, oleg, hanna, devin, ayumi } = QEMU_PEOPLE;

/** The fork's own change touches this one: its merge says it again. */
export const KEYPAD_ROWS = after(
  ' 0x29 },\n',
  '    { "KEY_KPENTER", 0xe01c, 0xe05a },\n    { "KEY_KPSLASH", 0xe035, 0xe04a },\n',
);

/** Tells it. The commit is the one that the fork picks. */
export function tellQemuUpstream(): { upstream: History; checksum: Commit } {
  const h = history({ branch: 'master' });
  tellBefore(h);
  const checksum = tellQemu60(h);
  tellNvmm(h);
  tellQemu61(h);
  tellQemu7(h);
  return { upstream: h, checksum };
}

function tellBefore(h: History): void {
  const told = scribe(h, 'master');
  told('2020-08-12T10:00:00Z', oleg, 'Import of the demo sources\n', QEMU_SOURCES);
  told('2020-09-03T11:00:00Z', hanna, 'net: tulipnet: count missed frames\n', {
    'hw/net/tulipnet.c': replace(
      '        s->csr8_missed++;\n',
      '        s->csr8_missed = MIN(s->csr8_missed + 1, 0xffff);\n',
    ),
  });
  told('2020-10-20T14:00:00Z', ayumi, 'usb-hub: wake ports one by one\n', {
    'hw/usb/hub-port.c': append(`
void hub_port_wake(HubPort *port)
{
    if (port->hub->remote_wakeup) {
        usb_wakeup(port->hub->endpoint, port->index);
    }
}
`),
  });
  release(h, '2020-12-08T16:00:00Z', '5.2.0');
}

function tellQemu60(h: History): Commit {
  tellMove(h);
  const checksum = tellChecksum(h);
  tellDocs(h, checksum);
  release(h, '2021-04-29T16:00:00Z', '6.0.0');
  return checksum;
}

/** A file moves, and is edited where it is now. */
function tellMove(h: History): void {
  const told = scribe(h, 'master');
  told('2021-01-12T09:00:00Z', devin, 'Move vl.c into softmmu/\n', { 'softmmu/vl.c': { movedFrom: 'vl.c' } });
  told('2021-01-26T09:00:00Z', devin, 'softmmu: name the accelerators that were tried\n', {
    'softmmu/vl.c': replace(
      '    error_report("no accelerator is built in");\n',
      '    error_report("none of the accelerators %s is built in", accel_order_names());\n',
    ),
  });
}

function tellChecksum(h: History): Commit {
  return scribe(h, 'master')(
    '2021-02-09T13:00:00Z',
    hanna,
    'net: fold the carry of odd-sized packets\n\nThe last byte was left out, and a second carry lost.\n',
    {
      'net/csum-fold.c': (text) =>
        replace(
          '    sum = (sum & 0xffff) + (sum >> 16);\n',
          '    while (sum >> 16) {\n        sum = (sum & 0xffff) + (sum >> 16);\n    }\n',
        )(
          after(
            '        sum += lduw_be_p(data + i);\n    }\n',
            '    if (size & 1) {\n        sum += (uint32_t)data[size - 1] << 8;\n    }\n',
          )(text),
        ),
    },
  );
}

/** A topic that leaves at a commit, and comes back by a merge. */
function tellDocs(h: History, from: Commit): void {
  h.point('topic/docs', from);
  scribe(h, 'topic/docs')('2021-02-20T12:00:00Z', ayumi, 'docs: how to add a network card\n', {
    'docs/devel/network-cards.rst':
      'Network cards\n=============\n\nA card registers a ``NetClientInfo`` and tells the core when it can receive.\n',
  });
  scribe(h, 'master')('2021-02-24T12:00:00Z', hanna, 'MAINTAINERS: add a reviewer for checksums\n', {
    MAINTAINERS: append('\nChecksums\nR: Ayumi Goto <ayumi.goto@example.org>\nF: net/csum-fold.c\n'),
  });
  const docs = h.tip('topic/docs');
  h.merge(docs, {
    author: oleg,
    date: '2021-03-02T10:00:00Z',
    message: "Merge remote-tracking branch 'remotes/ayumi/docs-20210220' into staging\n",
  });
}

function tellNvmm(h: History): void {
  h.point('topic/nvmm', h.tip());
  const topic = scribe(h, 'topic/nvmm', oleg);
  topic('2021-05-02T10:00:00Z', lucia, 'meson: detect libnvmm\n', BUILD);
  topic('2021-05-02T10:05:00Z', lucia, 'accel: register NVMM, after KVM in the order of choice\n', {
    'accel/accel-table.c': REGISTER_TABLE,
    'softmmu/vl.c': REGISTER_ORDER,
  });
  topic(
    '2021-05-02T10:10:00Z',
    bram,
    'target/i386: add the NVMM accelerator\n\nGuests run on NetBSD hosts with hardware virtualization.\n',
    {
      'target/i386/nvmm/nvmm-all.c': CORE_UPSTREAM,
      'target/i386/nvmm/meson.build': "i386_softmmu_ss.add(when: 'CONFIG_NVMM', if_true: files('nvmm-all.c'))\n",
      MAINTAINERS: append(
        '\nNetBSD Virtual Machine Monitor (NVMM)\nM: Bram Koenig <bram@bsdport.example.org>\nF: target/i386/nvmm/\n',
      ),
    },
  );
  scribe(h, 'master')('2021-05-03T09:00:00Z', devin, 'softmmu: startup_main: document the order of things\n', {
    'softmmu/vl.c': before(
      'int startup_main(',
      '/* Options, then the accelerator, then the machine that needs both. */\n',
    ),
  });
  h.merge(h.tip('topic/nvmm'), {
    author: oleg,
    date: '2021-05-04T10:00:00Z',
    message: "Merge remote-tracking branch 'remotes/oleg/pull-nvmm-20210504' into staging\n",
  });
}

function tellQemu61(h: History): void {
  const told = scribe(h, 'master');
  const landed = apply(h, 'master', { ...HUB, date: '2021-06-20T10:00:00Z' });
  told('2021-06-28T10:00:00Z', ayumi, 'ui: keys of the numeric block\n', {
    'ui/keymap-table.c': KEYPAD_ROWS,
  });
  const reverted = h.revert(landed, { author: ayumi, date: '2021-07-10T10:00:00Z' });
  h.tag('v6.1.0-rc1', { message: 'v6.1.0-rc1 release\n', tagger: oleg });
  told('2021-07-19T10:00:00Z', devin, 'usb: let devices abort their transfers\n', {
    'hw/usb/core-abort.c': `/*
 * Aborting of transfers that nobody waits for.
 */
#include "qemu/osdep.h"
#include "hw/usb.h"

void usb_device_abort_transfers(UsbDevice *device, int result)
{
    UsbPacket *packet, *next;

    QTAILQ_FOREACH_SAFE(packet, &device->in_flight, entry, next) {
        packet->status = result;
        usb_packet_complete(device, packet);
    }
}
`,
  });
  h.revert(reverted, { author: bram, date: '2021-07-25T10:00:00Z' });
  release(h, '2021-08-24T16:00:00Z', '6.1.0');
}
