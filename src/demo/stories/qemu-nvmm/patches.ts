// The fork's other patches.
import { after, all, before, replace, replaceAll } from '../../history/index.js';
import type { PatchTold } from '../story.js';
import { QEMU_PEOPLE } from './people.js';

const { bram, lucia } = QEMU_PEOPLE;

/** Landed later beside other changes, under another subject. */
export const RING: PatchTold = {
  author: lucia,
  date: '2021-11-10T20:00:00Z',
  message: 'hw/net/tulipnet: the receive ring never wrapped\n',
  files: {
    'hw/net/tulipnet.c': replace(
      '    s->rx_index++;\n    s->rx_current += s->descriptor_size;\n',
      `    TulipNetDescriptor done;

    tulipnet_load_descriptor(s, s->rx_current, &done);
    if (done.control & RDES1_END_OF_RING) {
        s->rx_index = 0;
        s->rx_current = s->rx_ring_base;
    } else if (done.control & RDES1_CHAINED) {
        s->rx_current = done.buffer2;
    } else {
        s->rx_index++;
        s->rx_current += s->descriptor_size;
    }
`,
    ),
  },
};

/** Landed, reverted, and landed again. */
export const HUB: PatchTold = {
  author: bram,
  date: '2021-05-20T19:00:00Z',
  message: `usb-hub: drop a suspended port before it is detached

Guests waited for ever for the resume of a device that was gone.
`,
  files: {
    'hw/usb/hub-port.c': replace(
      '    port->device = NULL;\n',
      `    if (port->status & PORT_STAT_SUSPEND) {
        port->status &= ~PORT_STAT_SUSPEND;
        port->change |= PORT_STAT_C_SUSPEND;
        usb_device_abort_transfers(port->device, USB_RET_NODEV);
    }
    port->device = NULL;
`,
    ),
  },
};

/** The code it mends was replaced by another way of doing it. */
export const RETRY: PatchTold = {
  author: bram,
  date: '2021-06-01T21:00:00Z',
  message: 'block/posix-io: a signal is no I/O error\n',
  files: {
    'block/posix-io.c': all(
      replace(
        `        ssize_t step = req->write
            ? pwrite(req->fd, req->buffer + moved, req->bytes - moved, req->offset + moved)
            : pread(req->fd, req->buffer + moved, req->bytes - moved, req->offset + moved);
        if (step <= 0) {
            return step ? -errno : -EIO;
        }
`,
        `        ssize_t step = posix_io_patient_step(req, moved);
        if (step < 0) {
            trace_posix_io_gave_up(req->fd, moved, req->bytes);
            return step;
        }
`,
      ),
      before(
        'int posix_io_transfer(PosixIoRequest *req)\n',
        `/* One step that signals do not end; a file that is too short reads as zeroes. */
static ssize_t posix_io_patient_step(PosixIoRequest *req, size_t done)
{
    PosixIoStep *call = req->write ? pwrite_step : pread_step;

    for (int attempt = 0; attempt < POSIX_IO_PATIENCE; attempt++) {
        ssize_t got = call(req, done);
        if (got > 0) {
            return got;
        }
        if (got == 0 && !req->write) {
            memset(req->buffer + done, 0, req->bytes - done);
            return req->bytes - done;
        }
        if (errno != EINTR) {
            return got ? -errno : -ENOSPC;
        }
        warn_report_once("posix-io: signals keep a request from its end");
    }
    return -EINTR;
}

`,
      ),
    ),
  },
};

/** Says itself that it is for no one else. */
export const KEYMAP: PatchTold = {
  author: lucia,
  date: '2020-12-20T10:00:00Z',
  message: `ui: take the keymap from wscons on NetBSD

Upstream-Status: Inappropriate [needs the port's wscons shim]
`,
  files: {
    'ui/keymap-table.c': all(
      replace(
        '    return "en-us";\n',
        '    const char *console = wscons_shim_encoding("/dev/wskbd");\n\n    return console ? console : "en-us";\n',
      ),
      after('#include "ui/keymap-table.h"\n', '#include "port/wscons-shim.h"\n'),
    ),
  },
};

/** Nothing but white space. */
export const REINDENT: PatchTold = {
  author: lucia,
  date: '2021-03-05T10:00:00Z',
  message: 'ui/keymap-table: align the columns\n',
  files: {
    'ui/keymap-table.c': replaceAll(', 0x', ',   0x'),
  },
};

/** Asked for upstream and refused. */
export const TUNING: PatchTold = {
  author: bram,
  date: '2021-10-02T17:00:00Z',
  message: `startup: raise the file limit to its maximum

Upstream-Status: Denied [https://lists.example.org/qemu-devel/2021-10/msg04411.html]
`,
  files: {
    'softmmu/vl.c': before(
      'int startup_main(StartupOptions *opts)\n',
      `static void startup_raise_file_limit(void)
{
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = MIN(files.rlim_max, STARTUP_FILES_WANTED);
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

`,
    ),
  },
};

/** Never sent. */
export const DIRTY_LOG: PatchTold = {
  author: bram,
  date: '2022-01-08T22:00:00Z',
  message: 'nvmm: log dirty pages, so that guests can migrate\n',
  files: {
    'target/i386/nvmm/nvmm-all.c': before(
      'int nvmm_accel_init(',
      `static void nvmm_log_sync(MemoryListener *listener, MemoryRegionSection *section)
{
    hwaddr first = section->offset_within_address_space;
    g_autofree unsigned long *dirty = bitmap_new(section_pages(section));

    if (nvmm_gpa_collect_dirty(&nvmm_machine, first, dirty) == -1) {
        memory_region_set_dirty(section->mr, 0, int128_get64(section->size));
        return;
    }
    cpu_physical_memory_set_dirty_lebitmap(dirty, first, section_pages(section));
}

`,
    ),
  },
};

/** In upstream's staging tree, not yet in master. */
export const FILTER: PatchTold = {
  author: lucia,
  date: '2022-02-14T08:00:00Z',
  message: 'hw/net/tulipnet: honour the perfect address filter\n',
  files: {
    'hw/net/tulipnet.c': before(
      'ssize_t tulipnet_receive(',
      `static bool tulipnet_filter_matches(TulipNetState *s, const uint8_t *frame)
{
    if (s->csr6 & CSR6_PROMISCUOUS) {
        return true;
    }
    for (int row = 0; row < TULIPNET_FILTER_ROWS; row++) {
        if (memcmp(s->perfect_filter[row], frame, ETH_ALEN) == 0) {
            return true;
        }
    }
    return is_broadcast_ether_addr(frame);
}

`,
    ),
  },
};
