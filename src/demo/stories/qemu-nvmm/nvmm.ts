// The accelerator itself: the fork's three patches that upstream took, joined and divided another way.
import { after, append, before, replace } from '../../history/index.js';
import type { PatchTold } from '../story.js';
import { QEMU_PEOPLE } from './people.js';

const { bram, lucia } = QEMU_PEOPLE;

const CORE = `/*
 * NetBSD Virtual Machine Monitor accelerator: x86 processors.
 */
#include "qemu/osdep.h"
#include "cpu.h"
#include <nvmm.h>

typedef struct NvmmVcpu {
    struct nvmm_vcpu vcpu;
    uint8_t task_priority;
    bool stop_requested;
} NvmmVcpu;

static struct nvmm_machine nvmm_machine;

static NvmmVcpu *nvmm_vcpu_of(CPUState *cpu)
{
    return (NvmmVcpu *)cpu->accel_state;
}

static void nvmm_load_segments(struct nvmm_x64_state *state, const CPUX86State *env)
{
    for (int seg = R_ES; seg <= R_GS; seg++) {
        state->segs[seg].selector = env->segs[seg].selector;
        state->segs[seg].limit = env->segs[seg].limit;
        state->segs[seg].base = env->segs[seg].base;
    }
}

static int nvmm_vcpu_run_once(CPUState *cpu)
{
    NvmmVcpu *qcpu = nvmm_vcpu_of(cpu);
    struct nvmm_vcpu_exit *exit = qcpu->vcpu.exit;

    if (nvmm_vcpu_run(&nvmm_machine, &qcpu->vcpu) == -1) {
        error_report("NVMM: failed to run vCPU %d: %s", cpu->cpu_index, strerror(errno));
        return -1;
    }
    switch (exit->reason) {
    case NVMM_VCPU_EXIT_MEMORY:
        return nvmm_assist_mem(&nvmm_machine, &qcpu->vcpu);
    case NVMM_VCPU_EXIT_IO:
        return nvmm_assist_io(&nvmm_machine, &qcpu->vcpu);
    case NVMM_VCPU_EXIT_SHUTDOWN:
        qemu_system_reset_request(SHUTDOWN_CAUSE_GUEST_RESET);
        return 1;
    default:
        error_report("NVMM: unexpected exit 0x%" PRIx64, exit->reason);
        return -1;
    }
}

int nvmm_accel_init(MachineState *machine)
{
    if (nvmm_init() == -1 || nvmm_machine_create(&nvmm_machine) == -1) {
        error_report("NVMM: no accelerator found, or no right to use it");
        return -errno;
    }
    return 0;
}
`;

const inject = before(
  'static int nvmm_vcpu_run_once(CPUState *cpu)\n',
  `static void nvmm_inject_pending(CPUState *cpu)
{
    NvmmVcpu *qcpu = nvmm_vcpu_of(cpu);
    struct nvmm_vcpu_event *event = qcpu->vcpu.event;

    if (cpu->interrupt_request & CPU_INTERRUPT_NMI) {
        cpu->interrupt_request &= ~CPU_INTERRUPT_NMI;
        event->type = NVMM_VCPU_EVENT_INTR;
        event->vector = 2;
        nvmm_vcpu_inject(&nvmm_machine, &qcpu->vcpu);
    } else if (cpu->interrupt_request & CPU_INTERRUPT_HARD) {
        cpu->interrupt_request &= ~CPU_INTERRUPT_HARD;
        event->type = NVMM_VCPU_EVENT_INTR;
        event->vector = cpu_get_pic_interrupt(cpu->env_ptr);
        nvmm_vcpu_inject(&nvmm_machine, &qcpu->vcpu);
    }
}

`,
);
const callInject = before('    if (nvmm_vcpu_run(&nvmm_machine', '    nvmm_inject_pending(cpu);\n');

/** Upstream's file has both patches, and more, at another path. */
export const CORE_UPSTREAM = before(
  'int nvmm_accel_init(',
  `static void nvmm_kick_from_signal(int number)
{
    if (current_cpu) {
        nvmm_vcpu_of(current_cpu)->stop_requested = true;
        nvmm_vcpu_stop(&nvmm_vcpu_of(current_cpu)->vcpu);
    }
}

static int nvmm_setup_vcpu(CPUState *cpu)
{
    struct sigaction action = { .sa_handler = nvmm_kick_from_signal };

    sigaction(SIG_IPI, &action, NULL);
    cpu->accel_state = g_new0(NvmmVcpu, 1);
    return nvmm_vcpu_create(&nvmm_machine, cpu->cpu_index, &nvmm_vcpu_of(cpu)->vcpu);
}

`,
)(callInject(inject(CORE)));

/** Joined with the next one when it landed. */
export const ACCELERATOR: PatchTold = {
  author: bram,
  date: '2020-12-15T18:00:00Z',
  message: `i386: accelerator for NetBSD's virtual machine monitor

Runs x86 guests on NetBSD 9 and later.
`,
  files: { 'target/i386/nvmm-all.c': CORE },
};

/** See above. */
export const INTERRUPTS: PatchTold = {
  author: bram,
  date: '2020-12-16T18:30:00Z',
  message: 'i386/nvmm: inject pending interrupts before a run\n',
  files: { 'target/i386/nvmm-all.c': (text) => callInject(inject(text)) },
};

/** What the build needs; landed as a commit of its own. */
export const BUILD = {
  'meson.build': after(
    "config_host += { 'CONFIG_KVM': kvm.found() }\n",
    `
nvmm = cc.find_library('nvmm', required: get_option('nvmm'))
if nvmm.found() and not cc.has_member('struct nvmm_vcpu', 'stop', dependencies: nvmm)
  error('libnvmm is too old: nvmm_vcpu_stop is missing')
endif
config_host += { 'CONFIG_NVMM': nvmm.found() }
`,
  ),
  'meson_options.txt': append(
    "option('nvmm', type: 'feature', value: 'auto',\n       description: 'NVMM acceleration support (NetBSD)')\n",
  ),
};

/** What start-up needs; landed as another. */
export const REGISTER_TABLE = replace(
  '#endif\n};\n',
  `#endif
#ifdef CONFIG_NVMM
    { .name = "nvmm", .init = nvmm_accel_init, .needs_allowed_msr = true },
#endif
};
`,
);
/** The same for start-up's order of accelerators. */
export const REGISTER_ORDER = replace(
  '    "kvm",\n    "tcg",\n',
  '    "kvm",\n    "nvmm", /* NetBSD hosts */\n    "tcg",\n',
);

/** Divided in two when it landed. */
export const WIRING: PatchTold = {
  author: lucia,
  date: '2020-12-18T09:00:00Z',
  message: 'build, accel: offer nvmm where libnvmm is found\n',
  files: { ...BUILD, 'accel/accel-table.c': REGISTER_TABLE, 'vl.c': REGISTER_ORDER },
};
