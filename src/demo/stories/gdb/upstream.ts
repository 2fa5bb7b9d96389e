// Upstream's GDB from 2023 to 2025: two release branches, a folder that moves, and what became of the vendor's patches.
import { after, all, append, before, type History, history, replace } from '../../history/index.js';
import { scribe } from '../story.js';
import { GDB_PEOPLE } from './people.js';
import { GDB_SOURCES } from './sources.js';
import { tellGdb15 } from './upstream-15.js';

const { ilse, pavel, rosa, keiko } = GDB_PEOPLE;

/** Tells it. */
export function tellGdbUpstream(): History {
  const h = history({ branch: 'master' });
  tellSpring(h);
  tellGdb14(h);
  tellAutumn(h);
  tellGdb15(h);
  return h;
}

/** Trunk, before anything branches. */
function tellSpring(h: History): void {
  const told = scribe(h, 'master');
  told('2023-01-09T10:00:00Z', ilse, 'Initial creation of the demo sources\n', GDB_SOURCES);
  told('2023-02-14T09:30:00Z', pavel, 'gdb: hw_slots::release should clear the address\n', {
    'gdb/breakpoint-hw.c': replace('  m_uses[slot]--;\n', '  if (--m_uses[slot] == 0)\n    m_address[slot] = 0;\n'),
  });
  told('2023-03-20T17:00:00Z', rosa, 'gdb/python: document gdb.Span\n', {
    'gdb/NEWS': append('\n* Python API\n\n  ** New class gdb.Span, a half-open range of addresses.\n'),
  });
  told('2023-05-02T08:15:00Z', keiko, 'gdb/testsuite: new test for join_file_names\n', {
    'gdb/testsuite/gdb.base/join.exp': `# Names with and without a slash at their end.

standard_testfile
clean_restart $binfile

foreach_with_prefix tail {"" "/"} {
    gdb_test "maint join-file-names usr$tail lib" "usr/lib"
}
`,
  });
  told('2023-06-19T13:00:00Z', pavel, 'gdb: share debug registers between equal watchpoints\n', {
    'gdb/breakpoint-hw.c': after(
      'hw_slots::reserve (CORE_ADDR address, int length)\n{\n',
      `  for (int slot = 0; slot < m_count; slot++)
    if (m_uses[slot] > 0 && m_address[slot] == address)
      {
	m_uses[slot]++;
	return slot;
      }

`,
    ),
  });
}

/** The branch of a release, and what trunk and it have in common. */
function tellGdb14(h: History): void {
  const told = scribe(h, 'master');
  const branchpoint = told('2023-09-16T12:00:00Z', ilse, 'Update version.in on trunk: GDB 14 has branched\n', {
    'gdb/version.in': '15.0.50.DATE-git\n',
    'gdb/NEWS': replace('*** Changes since GDB 13', '*** Changes since GDB 14\n\n*** Changes in GDB 14'),
  });
  h.point('gdb-14-branch', branchpoint);
  const onBranch = scribe(h, 'gdb-14-branch');
  const grow = { 'gdb/NEWS': append('\n* "show version" names the branch that GDB was built from.\n') };
  told('2023-10-10T10:10:00Z', rosa, 'gdb: mention the branch in "show version"\n', grow);
  onBranch('2023-11-20T10:00:00Z', rosa, 'gdb: mention the branch in "show version"\n', grow);
  onBranch('2023-12-03T06:00:00Z', ilse, 'Set GDB version number to 14.1.\n', { 'gdb/version.in': '14.1\n' });
  h.tag('gdb-14.1-release', { at: h.tip('gdb-14-branch'), message: 'GDB 14.1 Released\n', tagger: ilse });
}

/** Trunk goes on. */
function tellAutumn(h: History): void {
  const told = scribe(h, 'master');
  told('2023-11-02T15:00:00Z', keiko, 'gdb/nat: accept map rows without an offset\n', {
    'gdb/nat/proc-maps.c': all(
      replace('  return scanned == 4;\n', '  if (scanned == 3)\n    line->offset = 0;\n  return scanned >= 3;\n'),
    ),
  });
  told('2023-11-28T09:00:00Z', pavel, 'gdb/tui: no gutter for disassembly\n', {
    'gdb/tui/tui-gutter.c': before(
      '/* Draw the gutter of ROW in WINDOW.  */',
      `/* Whether WINDOW shows lines at all; disassembly does not.  */

static bool
tui_gutter_wanted (const tui_window *window)
{
  return window->kind == tui_window_kind::source;
}

`,
    ),
  });
  told('2023-12-18T11:00:00Z', rosa, 'gdb: fix a typo in the comment of chunk_collector::fetch\n', {
    'gdb/remote-chunk.c': replace('until its last piece has come', 'until its last piece has arrived'),
  });
}
