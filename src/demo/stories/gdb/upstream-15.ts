// Upstream's GDB from the fourteenth release on: where the vendor's patches land, are reworked, and are taken out.
import { after, all, append, before, type History, replace } from '../../history/index.js';
import { apply, scribe } from '../story.js';
import { AGENT_BOUND, BISECT, GUTTER_TAKEN, MAP_LEAK, MIRA, REMOTE_BOUND, SLASHES_EDIT, TOMASZ } from './patches.js';
import { GDB_PEOPLE } from './people.js';
import { COALESCE_UPSTREAM } from './rewrites.js';

const { ilse, pavel, rosa, keiko } = GDB_PEOPLE;

/** Goes on with it. */
export function tellGdb15(h: History): void {
  tellSpring(h);
  tellRelease15(h);
  tellRelease16(h);
}

function tellSpring(h: History): void {
  const told = scribe(h, 'master');
  h.commit({ ...MAP_LEAK, branch: 'master', committer: ilse, commitDate: '2024-01-04T09:00:00Z' });
  told('2024-01-11T07:00:00Z', ilse, 'Update copyright year range in header of all files managed by GDB\n', {
    'gdb/NEWS': replace('What has changed in GDB?\n', 'What has changed in GDB?\n\t\t(Copyright 1999-2024)\n'),
  });
  told('2024-02-06T10:00:00Z', pavel, 'Move gdb/common to gdbsupport\n\nNo change but of names.\n', {
    'gdbsupport/path-join.cc': { movedFrom: 'gdb/common/path-join.c' },
  });
  told('2024-03-05T16:00:00Z', TOMASZ, 'gdbsupport: collapse separators when file names are joined\n', {
    'gdbsupport/path-join.cc': SLASHES_EDIT,
  });
  told('2024-03-12T12:00:00Z', keiko, 'gdb/testsuite: join.exp: more separators\n', {
    'gdb/testsuite/gdb.base/join.exp': append('\ngdb_test "maint join-file-names usr/ /lib" "usr/lib" "no double"\n'),
  });
  told('2024-04-02T10:00:00Z', MIRA, 'gdb/remote: refuse endless chunked objects\n', {
    'gdb/remote-chunk.c': REMOTE_BOUND,
  });
  told('2024-04-03T10:00:00Z', MIRA, 'gdbserver: do not overrun the agent command buffer\n', {
    'gdbserver/agent-link.cc': AGENT_BOUND,
  });
  const bisect = apply(h, 'master', { ...BISECT, date: '2024-04-15T09:00:00Z' });
  told('2024-05-02T09:00:00Z', rosa, 'gdb: print inferior exit codes in "info inferiors"\n', {
    'gdb/NEWS': append('\n* "info inferiors" shows the exit code of inferiors that have ended.\n'),
  });
  h.revert(bisect, {
    author: keiko,
    date: '2024-05-21T08:00:00Z',
    message: `Revert "gdb/dwarf2: find line rows by bisection"

This reverts commit ${bisect.oid}.

Rows of a relocated unit are not sorted: PR gdb/31777.
`,
  });
}

function tellRelease15(h: History): void {
  const told = scribe(h, 'master');
  const branchpoint = told('2024-05-26T12:00:00Z', ilse, 'Update version.in on trunk: GDB 15 has branched\n', {
    'gdb/version.in': '16.0.50.DATE-git\n',
  });
  h.point('gdb-15-branch', branchpoint);
  scribe(h, 'gdb-15-branch')('2024-07-07T06:00:00Z', ilse, 'Set GDB version number to 15.1.\n', {
    'gdb/version.in': '15.1\n',
  });
  h.tag('gdb-15.1-release', { at: h.tip('gdb-15-branch'), message: 'GDB 15.1 Released\n', tagger: ilse });
  told('2024-06-17T10:00:00Z', pavel, 'gdbserver: agent_link_run: say which agent died\n', {
    'gdbserver/agent-link.cc': replace(
      '  return got > 0 ? 0 : -1;\n',
      '  if (got <= 0)\n    warning ("in-process agent of %d hung up", pid);\n  return got > 0 ? 0 : -1;\n',
    ),
  });
  told(
    '2024-09-09T14:00:00Z',
    rosa,
    'gdb/tui: a gutter of steady width, with marks\n\nFrom a patch by June Okafor.\n',
    {
      'gdb/tui/tui-gutter.c': GUTTER_TAKEN,
    },
  );
  told('2024-10-01T10:00:00Z', keiko, 'gdb/dwarf2: next_statement: skip rows of other sequences\n', {
    'gdb/dwarf2/line-cursor.c': after(
      'while (m_at < m_rows.size () && !m_rows[m_at].is_stmt)\n',
      '    if (m_rows[m_at].end_sequence)\n      break;\n    else\n  ',
    ),
  });
  told('2024-11-18T11:00:00Z', rosa, 'gdb/python: add gdb.Span.merge\n', COALESCE_UPSTREAM);
}

function tellRelease16(h: History): void {
  const told = scribe(h, 'master');
  told('2025-01-06T07:00:00Z', ilse, 'Update copyright year range in header of all files managed by GDB\n', {
    'gdb/NEWS': replace('(Copyright 1999-2024)', '(Copyright 1999-2025)'),
  });
  told('2025-01-18T06:00:00Z', ilse, 'GDB 16 has been released from trunk\n', { 'gdb/version.in': '16.1\n' });
  h.tag('gdb-16.1-release', { at: h.tip('master'), message: 'GDB 16.1 Released\n', tagger: ilse });
  told('2025-01-20T06:00:00Z', ilse, 'Bump version to 17.0.50\n', { 'gdb/version.in': '17.0.50.DATE-git\n' });
  told('2025-03-11T15:00:00Z', pavel, 'gdb: check for pidfd_open\n', {
    'gdb/configure.ac': replace('getline ptrace', 'getline pidfd_open ptrace'),
    'gdb/configure': replace('getline ptrace', 'getline pidfd_open ptrace'),
  });
  told('2025-05-06T09:00:00Z', keiko, 'gdb/python: Span.length of an empty span is zero\n', {
    'gdb/python/py-span.c': before(
      '  return gdb_py_object_from_ulongest (span.high',
      '  if (span.high <= span.low)\n    return gdb_py_object_from_ulongest (0).release ();\n',
    ),
  });
  told('2025-08-25T10:00:00Z', rosa, 'gdb/tui: redraw the gutter when a breakpoint moves\n', {
    'gdb/tui/tui-gutter.c': all(
      append(`
/* A breakpoint went from line OLD to line NOW of WINDOW.  */

void
tui_gutter_breakpoint_moved (tui_window *window, int old, int now)
{
  window->drawn_rows.erase (old);
  window->drawn_rows.erase (now);
}
`),
    ),
  });
}
