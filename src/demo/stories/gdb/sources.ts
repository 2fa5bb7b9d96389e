// The debugger's tree as the story finds it: invented code in the manner of GDB.

const PROC_MAPS = `/* Reading of the memory map of a process.  */

#include "gdbsupport/common-defs.h"
#include "nat/proc-maps.h"

/* Take ROW apart into LINE.  Return false if it has another form.  */

static bool
parse_map_row (const char *row, map_line *line)
{
  char perms[5];
  int scanned = sscanf (row, "%lx-%lx %4s %lx", &line->low, &line->high,
			perms, &line->offset);
  line->writable = perms[1] == 'w';
  return scanned == 4;
}

/* See nat/proc-maps.h.  */

std::vector<map_line>
read_process_map (pid_t pid)
{
  std::vector<map_line> lines;
  std::string name = string_printf ("/proc/%d/maps", (int) pid);
  FILE *stream = fopen (name.c_str (), "r");
  if (stream == nullptr)
    return lines;

  char *row = nullptr;
  size_t room = 0;
  while (getline (&row, &room, stream) > 0)
    {
      map_line line;
      if (!parse_map_row (row, &line))
	return lines;
      lines.push_back (line);
    }
  fclose (stream);
  return lines;
}
`;

const PATH_JOIN = `/* Joining of file names.  */

#include "common-defs.h"
#include "path-join.h"

/* See path-join.h.  */

std::string
join_file_names (gdb::array_view<const char *> parts)
{
  std::string whole;
  for (const char *part : parts)
    {
      if (!whole.empty () && whole.back () != '/')
	whole += '/';
      whole += part;
    }
  return whole;
}
`;

const REMOTE_CHUNK = `/* Replies of the remote target that come in pieces.  */

#include "defs.h"
#include "remote-chunk.h"

/* Append the payload of PACKET to WHOLE.  Return true while more follows.  */

bool
chunk_collector::take (const char *packet, std::string &whole)
{
  bool more = packet[0] == 'm';
  whole.append (packet + 1);
  m_pieces++;
  return more;
}

/* Ask for OBJECT until its last piece has come.  */

std::string
chunk_collector::fetch (remote_link &link, const char *object)
{
  std::string whole;
  do
    link.send (string_printf ("qXfer:%s:read:%zx", object, whole.size ()));
  while (take (link.receive (), whole));
  return whole;
}
`;

const AGENT_LINK = `/* The socket between gdbserver and its in-process agent.  */

#include "server.h"
#include "agent-link.h"

/* Send COMMAND to the agent of process PID and wait for its answer.  */

int
agent_link_run (int pid, char *command, size_t room)
{
  int fd = agent_link_open (pid);
  if (fd < 0)
    return -1;
  size_t length = strlen (command) + 1;
  if (write (fd, command, length) != (ssize_t) length)
    warning ("agent of %d does not listen", pid);
  ssize_t got = read (fd, command, room);
  close (fd);
  return got > 0 ? 0 : -1;
}
`;

const GUTTER = `/* The gutter of the source window: line numbers and marks.  */

#include "defs.h"
#include "tui/tui-gutter.h"

/* Columns that the gutter takes for a file of LINES lines.  */

int
tui_gutter_width (int lines)
{
  int digits = std::to_string (lines).size ();
  return digits + 1;
}

/* Draw the gutter of ROW in WINDOW.  */

void
tui_gutter_draw (tui_window *window, int row, int line)
{
  int width = tui_gutter_width (window->last_line);
  wmove (window->handle, row, 0);
  wprintw (window->handle, "%*d ", width - 1, line);
  if (window->has_breakpoint (line))
    wattron (window->handle, A_BOLD);
}

/* Forget what was drawn: the next refresh draws all rows again.  */

void
tui_gutter_reset (tui_window *window)
{
  window->drawn_rows.clear ();
}
`;

const LINE_CURSOR = `/* A cursor over the rows of a DWARF line table.  */

#include "defs.h"
#include "dwarf2/line-cursor.h"

/* Move to the last row at or below ADDRESS.  */

const line_row *
line_cursor::seek (CORE_ADDR address)
{
  const line_row *best = nullptr;
  for (const line_row &row : m_rows)
    if (row.address <= address)
      best = &row;
  return best;
}

/* Move to the next row that begins a statement.  */

const line_row *
line_cursor::next_statement ()
{
  while (m_at < m_rows.size () && !m_rows[m_at].is_stmt)
    m_at++;
  return m_at < m_rows.size () ? &m_rows[m_at] : nullptr;
}
`;

const PY_SPAN = `/* Python interface to spans of addresses.  */

#include "defs.h"
#include "python-internal.h"

/* Order of spans: by their first address.  */

static bool
span_starts_before (const address_span &a, const address_span &b)
{
  return a.low < b.low;
}

/* Implementation of gdb.Span.length.  */

static PyObject *
spanpy_length (PyObject *self, PyObject *unused)
{
  const address_span &span = spanpy_span (self);
  return gdb_py_object_from_ulongest (span.high - span.low).release ();
}
`;

const BREAKPOINT_HW = `/* Hardware breakpoints: which debug register holds what.  */

#include "defs.h"
#include "breakpoint-hw.h"

/* Find a free debug register for LENGTH bytes at ADDRESS, or -1.  */

int
hw_slots::reserve (CORE_ADDR address, int length)
{
  for (int slot = 0; slot < m_count; slot++)
    if (m_uses[slot] == 0)
      {
	m_uses[slot] = 1;
	m_address[slot] = address;
	return slot;
      }
  return -1;
}

/* Give SLOT back.  */

void
hw_slots::release (int slot)
{
  gdb_assert (m_uses[slot] > 0);
  m_uses[slot]--;
}
`;

/** The files by path. */
export const GDB_SOURCES = {
  'gdb/nat/proc-maps.c': PROC_MAPS,
  'gdb/common/path-join.c': PATH_JOIN,
  'gdb/remote-chunk.c': REMOTE_CHUNK,
  'gdb/tui/tui-gutter.c': GUTTER,
  'gdb/dwarf2/line-cursor.c': LINE_CURSOR,
  'gdb/python/py-span.c': PY_SPAN,
  'gdb/breakpoint-hw.c': BREAKPOINT_HW,
  'gdbserver/agent-link.cc': AGENT_LINK,
  'gdb/version.in': '14.0.50.DATE-git\n',
  'gdb/NEWS': '\t\tWhat has changed in GDB?\n\n*** Changes since GDB 13\n',
  'gdb/ChangeLog': '2023-01-01  Ilse Varga  <ilse@example.org>\n\n\t* breakpoint-hw.c: New file.\n',
  'gdb/configure.ac': 'AC_INIT([gdb])\nAC_PROG_CC\nAC_CHECK_FUNCS([getline ptrace])\nAC_OUTPUT\n',
  'gdb/configure':
    '#! /bin/sh\n# Generated by GNU Autoconf 2.69.\nac_func_list="getline ptrace"\nac_version=2.69\nfor ac_func in $ac_func_list\ndo\n  ac_fn_check "$ac_func"\ndone\n',
};
