// One patch of the service and thirteen commits of upstream that hold it between them, two lines each: no commit can be named.
import { before } from '../../history/index.js';
import type { PatchTold } from '../story.js';
import { JEMALLOC_PEOPLE } from './people.js';

interface Option {
  /** Date of upstream's commit. */
  readonly date: string;
  readonly name: string;
  /** What stats print. */
  readonly lines: string;
  /** What upstream's commit is about: a check of this option. */
  readonly subject: string;
  readonly check: string;
}

const option = (date: string, kind: string, name: string, note: string, subject: string, check: string): Option => ({
  date,
  name,
  lines: `\temit_${kind}(e, "${name}", conf->${name});\n\temit_note(e, "${name}", "${note}");\n`,
  subject,
  check,
});

/** Upstream's commits about single options, in order. */
export const OPTIONS: readonly Option[] = [
  option(
    '2019-10-07',
    'bool',
    'abort_conf',
    'abort on a setting that is not understood',
    'Let abort_conf imply abort',
    '\tif (conf->abort_conf) {\n\t\tconf->abort = true;\n\t}\n',
  ),
  option(
    '2019-11-12',
    'bool',
    'retain',
    'keep address space instead of unmapping',
    'Ignore retain where mappings cannot be split',
    '\tif (conf->retain && !pages_can_split()) {\n\t\tconf_complain("retain", "mappings cannot be split here");\n\t}\n',
  ),
  option(
    '2020-01-20',
    'str',
    'metadata_thp',
    'transparent huge pages for own data',
    'Turn metadata_thp off on old kernels',
    '\tif (kernel_before(4, 14)) {\n\t\tconf->metadata_thp = metadata_thp_disabled;\n\t}\n',
  ),
  option(
    '2020-03-03',
    'unsigned',
    'narenas',
    'arenas made at start-up',
    'Cap narenas at what the index can hold',
    '\tif (conf->narenas > MALLOCX_ARENA_LIMIT) {\n\t\tconf->narenas = MALLOCX_ARENA_LIMIT;\n\t}\n',
  ),
  option(
    '2020-04-28',
    'str',
    'percpu_arena',
    'binding of threads to arenas',
    'Refuse percpu_arena without sched_getcpu',
    '\tif (!have_sched_getcpu) {\n\t\tconf->percpu_arena = percpu_arena_disabled;\n\t}\n',
  ),
  option(
    '2020-06-16',
    'size',
    'oversize_threshold',
    'requests served by the arena for giants',
    'Round oversize_threshold to a size class',
    '\tconf->oversize_threshold = sz_s2u(conf->oversize_threshold);\n',
  ),
  option(
    '2020-08-25',
    'ssize',
    'dirty_decay_ms',
    'time until dirty pages are purged',
    'Bound dirty_decay_ms',
    '\tif (!decay_ms_valid(conf->dirty_decay_ms)) {\n\t\tconf->dirty_decay_ms = DIRTY_DECAY_MS_DEFAULT;\n\t}\n',
  ),
  option(
    '2020-11-10',
    'ssize',
    'muzzy_decay_ms',
    'time until muzzy pages are purged',
    'No muzzy decay where pages are never muzzy',
    '\tif (!pages_can_purge_lazy) {\n\t\tconf->muzzy_decay_ms = 0;\n\t}\n',
  ),
  option(
    '2021-02-02',
    'unsigned',
    'lg_fit_slack',
    'how much larger a reused extent may be',
    'Keep lg_fit_slack below the word size',
    '\tconf->lg_fit_slack = min_unsigned(conf->lg_fit_slack, LG_SIZEOF_PTR + 2);\n',
  ),
  option(
    '2021-05-18',
    'str',
    'junk',
    'pattern for memory that is handed out',
    'junk and zero exclude each other',
    '\tif (conf->junk_alloc && conf->zero_alloc) {\n\t\tconf_complain("junk", "overruled by zero");\n\t}\n',
  ),
  option(
    '2021-08-31',
    'size',
    'tcache_max',
    'largest size that threads cache',
    'Clamp tcache_max to its bins',
    '\tconf->tcache_max = min_size(conf->tcache_max, TCACHE_MAXCLASS_LIMIT);\n',
  ),
  option(
    '2021-12-07',
    'bool',
    'prof_final',
    'dump a profile when the process ends',
    'prof_final needs prof',
    '\tif (conf->prof_final && !conf->prof_on) {\n\t\tconf_complain("prof_final", "profiling is off");\n\t}\n',
  ),
  option(
    '2022-03-15',
    'int64',
    'stats_interval',
    'bytes between two prints of statistics',
    'A negative stats_interval means never',
    '\tif (conf->stats_interval < 0) {\n\t\tstats_interval_disarm();\n\t}\n',
  ),
];

const END_OF_OPTIONS = '\temitter_dict_end(e); /* "opt" */\n';

/** What upstream's commit about an option changes. */
export function optionFiles(of: Option) {
  return {
    'src/conf_check.c': before('\t/* The checks of single options end here. */\n', of.check),
    'src/stats_emit.c': before(END_OF_OPTIONS, of.lines),
  };
}

/** The service wanted all of it at once, years before upstream had it. */
export const PRINT_OPTIONS: PatchTold = {
  author: JEMALLOC_PEOPLE.sana,
  date: '2019-10-22T10:00:00Z',
  message: 'stats: print every option with a word about it\n',
  files: { 'src/stats_emit.c': before(END_OF_OPTIONS, OPTIONS.map((each) => each.lines).join('')) },
};
