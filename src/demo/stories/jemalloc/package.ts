// NetBSD's package of jemalloc: patches in files, and what became of them over the years.
import { type History, history } from '../../history/index.js';
import { commitOf, scribe } from '../story.js';

/** The branch of the packages' repository, and the package's folder there. */
export const PACKAGES = { branch: 'trunk', folder: 'devel/jemalloc' } as const;

const oda = 'Oda Brandt <oda@packages.example.org>';

/** A patch as `mkpatches` writes it: id line, comment, names without folders around them. */
function patchFile(path: string, comment: string, hunk: string): string {
  const said = comment === '' ? '' : `${comment}\n\n`;
  return `$NetBSD$\n\n${said}--- ${path}.orig\t2019-08-05 20:00:00.000000000 +0000\n+++ ${path}\n${hunk}`;
}

const LIBRARY = patchFile(
  'Makefile.am',
  'Packages decide on the versions of libraries.\nUpstream-Status: Inappropriate [only for packages]',
  `@@ -1,3 +1,3 @@
 LIBNAME = libjemalloc
-SOVERSION = 2
+SOVERSION = \${PKGSRC_SOVERSION}
 lib: $(LIBNAME).so.$(SOVERSION)
`,
);

const PICK = patchFile(
  'src/arena_pick.c',
  '',
  `@@ -4,7 +4,8 @@
 /* Chooses an arena for a new thread: the one that serves the fewest. */
 unsigned
 arena_pick(const arena_load_t *loads, unsigned narenas) {
-	unsigned choice = 0;
+	/* Threads of one second start in one arena otherwise. */
+	unsigned choice = prng_range_u32(&arena_pick_state, narenas);
 	for (unsigned ind = 1; ind < narenas; ind++) {
 		if (loads[ind].nthreads < loads[choice].nthreads) {
 			choice = ind;
`,
);

const BUILTIN = patchFile(
  'src/conf_check.c',
  'Let programs bring their own settings.',
  `@@ -10,3 +10,11 @@ conf_check(conf_t *conf) {
 	}
 	/* The checks of single options end here. */
 }
+
+/* Settings linked into the program come first, so that all others overrule them. */
+void
+conf_read_builtin(conf_t *conf) {
+	if (je_malloc_conf_builtin != NULL) {
+		conf_parse(conf, je_malloc_conf_builtin, conf_source_builtin);
+	}
+}
`,
);

const TORN = patchFile(
  'src/ctl_leaf.c',
  'Readers saw torn figures on 32 bits: https://gnats.packages.example.org/55812',
  `@@ -4,6 +4,8 @@
 /* Refreshes the snapshot that mallctl readers see. */
 void
 ctl_leaf_refresh(ctl_snapshot_t *snapshot, const stats_t *stats) {
+	/* NetBSD/vax has no loads of 64 bits that cannot be torn. */
+	malloc_mutex_assert_owner(tsdn_fetch(), &snapshot->refresh_mtx);
 	snapshot->allocated = stats->allocated;
 	snapshot->active = stats->active;
 	if (config_debug) {
`,
);

const CENSUS = patchFile(
  'src/huge_heap.c',
  'How full are the slabs?',
  `@@ -11,3 +11,10 @@ huge_heap_best(huge_heap_t *heap, size_t npages) {
 	}
 	return NULL;
 }
+
+void
+huge_heap_census(const huge_heap_t *heap, size_t *counts) {
+	for (pszind_t ind = 0; ind < HUGE_HEAP_NBINS; ind++) {
+		counts[ind] = page_slab_list_length(&heap->bins[ind]);
+	}
+}
`,
);

const STIR = patchFile(
  'src/prof_sample.c',
  'Threads that start at once must not sample at once.',
  `@@ -11,6 +11,7 @@ prof_sample_wait(prof_rng_t *rng, unsigned lg_mean) {
 
 void
 prof_sample_record(prof_log_t *log, const void *ptr, size_t usize) {
+	prof_rng_stir(&log->rng, prof_thread_uid_self());
 	prof_entry_t *entry = prof_log_push(log);
 	entry->ptr = ptr;
 	entry->usize = usize;
`,
);

const RESIDENT = patchFile(
  'src/stats_emit.c',
  'top(1) and malloc_stats_print(3) should agree.',
  `@@ -15,5 +15,6 @@ stats_emit(emitter_t *e, const conf_t *conf, const stats_t *stats) {
 	stats_emit_options(e, conf);
 	emit_size(e, "allocated", stats->allocated);
 	emit_size(e, "active", stats->active);
+	emit_size(e, "resident", stats->resident);
 	emitter_end(e);
 }
`,
);

/** Tells it; some of what it drops `upstream` has. */
export function tellJemallocPackage(upstream: History): History {
  const h = history({ branch: PACKAGES.branch });
  const told = scribe(h, PACKAGES.branch);
  const within = (name: string) => `${PACKAGES.folder}/${name}`;
  const patch = (name: string) => within(`patches/patch-${name}`);
  told('2019-09-02T08:00:00Z', oda, 'jemalloc: import version 5.2.1\n', {
    [within('Makefile')]:
      'DISTNAME=\tjemalloc-5.2.1\nCATEGORIES=\tdevel\nCOMMENT=\tAllocator that avoids fragmentation\n',
    [within('DESCR')]: 'A general purpose malloc(3) implementation.\n',
    [patch('INSTALL.md')]: '$NetBSD$\n',
    [patch('Makefile.am')]: LIBRARY,
    [patch('src_arena__pick.c')]: PICK,
    [patch('src_huge__heap.c')]: CENSUS,
    [patch('src_prof__sample.c')]: STIR,
    [patch('src_stats__emit.c')]: RESIDENT,
  });
  told('2020-11-16T08:00:00Z', oda, 'jemalloc: figures of one moment only, from PR 55812\n', {
    [patch('src_ctl__leaf.c')]: TORN,
  });
  told('2021-03-08T08:00:00Z', oda, 'jemalloc: settings from the program\n', { [patch('src_conf__check.c')]: BUILTIN });
  const census = commitOf(upstream, 'huge_heap: count slabs by how full they are');
  told('2021-07-12T08:00:00Z', oda, `jemalloc: drop what upstream has\n\nIt is in ${census.oid}.\n`, {
    [patch('src_huge__heap.c')]: null,
  });
  told('2022-06-20T08:00:00Z', oda, 'jemalloc: tidy up\n', { [patch('src_arena__pick.c')]: null });
  told('2023-12-04T08:00:00Z', oda, "jemalloc: samples are upstream's affair\n", {
    [patch('src_prof__sample.c')]: null,
  });
  return h;
}
