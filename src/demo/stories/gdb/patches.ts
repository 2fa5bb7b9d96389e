// The vendor's patches to GDB, as their authors wrote them on top of gdb-14.1-release.
import { after, all, before, replace } from '../../history/index.js';
import type { PatchTold } from '../story.js';

const MIRA = 'Mira Holzapfel <mira.holzapfel@vendor.example.org>';
const TOMASZ = 'Tomasz Wilk <twilk@vendor.example.org>';
const JUNE = 'June Okafor <june@vendor.example.org>';

/** Landed as it is. */
export const MAP_LEAK: PatchTold = {
  author: MIRA,
  date: '2023-12-10T09:12:00+01:00',
  message: `gdb/nat: do not leak the map file on an unknown row

A row of another form ended read_process_map without closing the
stream, and the row buffer was never freed at all.
`,
  files: {
    'gdb/nat/proc-maps.c': all(
      replace(
        '\treturn lines;\n      lines.push_back (line);',
        '\t{\n\t  warning (_("unexpected row in %s"), name.c_str ());\n\t  break;\n\t}\n      lines.push_back (line);',
      ),
      replace('  fclose (stream);\n', '  free (row);\n  fclose (stream);\n'),
    ),
  },
};

/** What the next patch does to the file, wherever that stands. */
export const SLASHES_EDIT = all(
  replace(
    "      if (!whole.empty () && whole.back () != '/')\n\twhole += '/';\n      whole += part;\n",
    `      const char *rest = part;
      if (!whole.empty ())
	{
	  while (IS_DIR_SEPARATOR (*rest))
	    rest++;
	  if (!IS_DIR_SEPARATOR (whole.back ()))
	    whole += SLASH_STRING;
	}
      whole += rest;
`,
  ),
  replace('#include "path-join.h"\n', '#include "path-join.h"\n#include "filenames.h"\n'),
);

/** The file it changes moves away before it lands under another subject. */
export const SLASHES: PatchTold = {
  author: TOMASZ,
  date: '2023-12-12T15:40:00+01:00',
  message: `common: join_file_names should not double slashes

"/usr/" and "/lib" became "/usr//lib", which the solib cache took for
a file of its own and read twice.
`,
  files: {
    'gdb/common/path-join.c': SLASHES_EDIT,
  },
};
/** The half of the next patch that belongs to GDB. */
export const REMOTE_BOUND = all(
  before(
    '/* Append the payload',
    `/* No object of a sane target is larger than this many bytes.  */
static constexpr size_t chunked_object_limit = 64 * 1024 * 1024;

`,
  ),
  after(
    "  bool more = packet[0] == 'm';\n",
    `  size_t payload = strlen (packet + 1);
  if (whole.size () + payload > chunked_object_limit)
    error (_("Remote object exceeds %s bytes; connection is not trusted"),
	   pulongest (chunked_object_limit));
`,
  ),
);

/** The half that belongs to gdbserver. */
export const AGENT_BOUND = all(
  after(
    '  size_t length = strlen (command) + 1;\n',
    `  if (length > room)
    {
      warning ("agent command of %zu bytes does not fit", length);
      close (fd);
      return -1;
    }
`,
  ),
  replace(
    '  ssize_t got = read (fd, command, room);\n',
    `  ssize_t got = read (fd, command, room - 1);
  if (got > 0)
    command[got] = '\\0';
`,
  ),
);

/** Landed as two commits; its trailer was never brought up to date. */
export const BOUNDS: PatchTold = {
  author: MIRA,
  date: '2023-12-20T11:05:00+01:00',
  message: `gdb, gdbserver: bound what the other side may send

Found by fuzzing the packet reader against a stub that never ends a
qXfer reply.

Upstream-Status: Pending
`,
  files: { 'gdb/remote-chunk.c': REMOTE_BOUND, 'gdbserver/agent-link.cc': AGENT_BOUND },
};

/** The hunks of the next patch that upstream took. */
export const GUTTER_TAKEN = all(
  replace(
    '  return digits + 1;\n',
    `  /* A gutter that changes its width while one scrolls is hard to read.  */
  const int narrowest_gutter = 4;
  return std::max (digits, narrowest_gutter) + 1;
`,
  ),
  replace(
    '    wattron (window->handle, A_BOLD);\n',
    `    {
      wattron (window->handle, A_BOLD);
      mvwaddch (window->handle, row, width - 1, gutter_breakpoint_mark);
      wattroff (window->handle, A_BOLD);
    }
`,
  ),
);

/** Two hunks landed, the third did not. */
export const GUTTER: PatchTold = {
  author: JUNE,
  date: '2024-03-04T10:30:00+00:00',
  message: `gdb/tui: steady gutter, and marks that survive a resize
`,
  files: {
    'gdb/tui/tui-gutter.c': all(
      GUTTER_TAKEN,
      replace(
        '  window->drawn_rows.clear ();\n',
        `  for (tui_row_mark &mark : window->sticky_marks)
    mark.column = tui_gutter_width (window->last_line);
  window->remember_scroll_position ();
  window->drawn_rows.clear ();
`,
      ),
    ),
  },
};

/** Landed, then taken out again. */
export const BISECT: PatchTold = {
  author: TOMASZ,
  date: '2024-02-19T14:00:00+01:00',
  message: `gdb/dwarf2: find line rows by bisection

Stepping in a unit of 200,000 rows spent 40% of its time in seek.
`,
  files: {
    'gdb/dwarf2/line-cursor.c': replace(
      `  const line_row *best = nullptr;
  for (const line_row &row : m_rows)
    if (row.address <= address)
      best = &row;
  return best;
`,
      `  auto above = std::upper_bound (m_rows.begin (), m_rows.end (), address,
				 row_begins_above);
  if (above == m_rows.begin ())
    return nullptr;
  m_at = std::distance (m_rows.begin (), above) - 1;
  return &m_rows[m_at];
`,
    ),
  },
};

/** Upstream has something like it: about half of the lines. */
export const COALESCE: PatchTold = {
  author: JUNE,
  date: '2024-04-22T16:20:00+00:00',
  message: `gdb/python: gdb.Span can join spans that overlap
`,
  files: {
    'gdb/python/py-span.c': before(
      '/* Implementation of gdb.Span.length.  */',
      `/* Join the spans of LIST that touch or overlap, in place.  Afterwards they
   are in the order of their addresses, and no two of them share a byte.  */

static void
coalesce_spans (std::vector<address_span> &list)
{
  std::sort (list.begin (), list.end (), span_starts_before);
  size_t kept = 0;
  for (size_t next = 1; next < list.size (); next++)
    {
      if (list[next].low <= list[kept].high)
	list[kept].high = std::max (list[kept].high, list[next].high);
      else
	list[++kept] = list[next];
    }
  if (!list.empty ())
    list.resize (kept + 1);
}

/* Implementation of gdb.Span.coalesce.  */

static PyObject *
spanpy_coalesce (PyObject *self, PyObject *others)
{
  std::vector<address_span> list { spanpy_span (self) };
  for (Py_ssize_t index = 0; index < PyTuple_GET_SIZE (others); index++)
    list.push_back (spanpy_span (PyTuple_GET_ITEM (others, index)));
  if (list.size () > maximum_python_spans)
    {
      PyErr_SetString (PyExc_ValueError, _("Too many spans to join"));
      return nullptr;
    }
  coalesce_spans (list);
  return spanpy_tuple_of (list).release ();
}

`,
    ),
  },
};

export { JUNE, MIRA, TOMASZ };
