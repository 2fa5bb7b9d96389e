// The emulator's tree as the story finds it: invented code in the manner of QEMU.

const VL = `/*
 * Start-up: options to machine.
 */
#include "qemu/osdep.h"
#include "sysemu/startup.h"

static const char *accel_order[] = {
    "kvm",
    "tcg",
};

static void startup_pick_accel(StartupOptions *opts)
{
    for (size_t i = 0; i < ARRAY_SIZE(accel_order); i++) {
        if (accel_table_has(accel_order[i])) {
            opts->accel = accel_order[i];
            return;
        }
    }
    error_report("no accelerator is built in");
    exit(EXIT_FAILURE);
}

int startup_main(StartupOptions *opts)
{
    if (!opts->accel) {
        startup_pick_accel(opts);
    }
    startup_create_machine(opts);
    return startup_main_loop(opts);
}
`;

const ACCEL_TABLE = `/*
 * The accelerators that are built in.
 */
#include "qemu/osdep.h"
#include "sysemu/accel-table.h"

static const AccelEntry entries[] = {
    { .name = "tcg", .init = tcg_accel_init },
#ifdef CONFIG_KVM
    { .name = "kvm", .init = kvm_accel_init },
#endif
};

bool accel_table_has(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
        if (g_str_equal(entries[i].name, name)) {
            return true;
        }
    }
    return false;
}
`;

const TULIPNET = `/*
 * A network card of the nineties.
 */
#include "qemu/osdep.h"
#include "hw/net/tulipnet.h"

static bool tulipnet_can_receive(TulipNetState *s)
{
    return s->csr6 & CSR6_RECEIVE_ON;
}

static void tulipnet_next_descriptor(TulipNetState *s)
{
    s->rx_index++;
    s->rx_current += s->descriptor_size;
}

ssize_t tulipnet_receive(TulipNetState *s, const uint8_t *frame, size_t size)
{
    TulipNetDescriptor desc;

    tulipnet_load_descriptor(s, s->rx_current, &desc);
    if (!(desc.status & RDES0_OWNED)) {
        s->csr8_missed++;
        return size;
    }
    dma_memory_write(s->as, desc.buffer1, frame, size);
    desc.status = size << 16;
    tulipnet_store_descriptor(s, s->rx_current, &desc);
    tulipnet_next_descriptor(s);
    return size;
}
`;

const CSUM_FOLD = `/*
 * Internet checksums.
 */
#include "qemu/osdep.h"
#include "net/csum-fold.h"

uint32_t csum_fold_add(const uint8_t *data, size_t size)
{
    uint32_t sum = 0;

    for (size_t i = 0; i + 1 < size; i += 2) {
        sum += lduw_be_p(data + i);
    }
    return sum;
}

uint16_t csum_fold_finish(uint32_t sum)
{
    sum = (sum & 0xffff) + (sum >> 16);
    return ~sum;
}
`;

const POSIX_IO = `/*
 * Block requests on plain files.
 */
#include "qemu/osdep.h"
#include "block/posix-io.h"

int posix_io_transfer(PosixIoRequest *req)
{
    size_t moved = 0;

    while (moved < req->bytes) {
        ssize_t step = req->write
            ? pwrite(req->fd, req->buffer + moved, req->bytes - moved, req->offset + moved)
            : pread(req->fd, req->buffer + moved, req->bytes - moved, req->offset + moved);
        if (step <= 0) {
            return step ? -errno : -EIO;
        }
        moved += step;
    }
    return 0;
}
`;

const HUB_PORT = `/*
 * Ports of the emulated USB hub.
 */
#include "qemu/osdep.h"
#include "hw/usb/hub-port.h"

void hub_port_attach(HubPort *port, UsbDevice *device)
{
    port->device = device;
    port->status |= PORT_STAT_CONNECTION;
    port->change |= PORT_STAT_C_CONNECTION;
    hub_port_wake(port);
}

void hub_port_detach(HubPort *port)
{
    port->device = NULL;
    port->status &= ~PORT_STAT_CONNECTION;
    port->change |= PORT_STAT_C_CONNECTION;
    hub_port_wake(port);
}
`;

const KEYMAP = `/*
 * Keys of hosts and guests.
 */
#include "qemu/osdep.h"
#include "ui/keymap-table.h"

const KeymapRow keymap_table[] = {
    { "KEY_ESC",   0x01, 0x76 },
    { "KEY_ENTER", 0x1c, 0x5a },
    { "KEY_SPACE", 0x39, 0x29 },
};

const char *keymap_default_name(void)
{
    return "en-us";
}
`;

/** The files by path. */
export const QEMU_SOURCES = {
  'vl.c': VL,
  'accel/accel-table.c': ACCEL_TABLE,
  'hw/net/tulipnet.c': TULIPNET,
  'hw/usb/hub-port.c': HUB_PORT,
  'net/csum-fold.c': CSUM_FOLD,
  'block/posix-io.c': POSIX_IO,
  'ui/keymap-table.c': KEYMAP,
  VERSION: '5.1.50\n',
  MAINTAINERS:
    'Maintainers\n===========\n\nNetwork devices\nM: Hanna Sjöberg <hanna.sjoberg@example.org>\nF: hw/net/\nF: net/\n',
  'meson_options.txt':
    "option('kvm', type: 'feature', value: 'auto',\n       description: 'KVM acceleration support')\n",
  'meson.build':
    "project('qemu', ['c'])\n\ncc = meson.get_compiler('c')\nconfig_host = {}\n\nkvm = dependency('kvm-headers', required: get_option('kvm'))\nconfig_host += { 'CONFIG_KVM': kvm.found() }\n\nconfigure_file(output: 'config-host.h', configuration: config_host)\n",
};
