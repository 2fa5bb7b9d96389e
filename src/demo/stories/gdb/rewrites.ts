// What upstream wrote in place of the vendor's span patch: half of it is the same text.
import { all, append, before } from '../../history/index.js';

/** gdb.Span.merge. */
export const COALESCE_UPSTREAM = {
  'gdb/python/py-span.c': all(
    before(
      '/* Implementation of gdb.Span.length.  */',
      `/* Join the spans of LIST that touch or overlap, in place.  Afterwards they
   are in the order of their addresses, and no two of them share a byte.  */

static void
coalesce_spans (std::vector<address_span> &list)
{
  std::sort (list.begin (), list.end (), span_starts_before);
  auto write = list.begin ();
  for (const address_span &read : list)
    if (read.low > write->high)
      *++write = read;
    else if (write->high < read.high)
      write->high = read.high;
  list.erase (write == list.end () ? write : write + 1, list.end ());
}

/* Implementation of gdb.Span.merge.  */

static PyObject *
spanpy_merge (PyObject *self, PyObject *args)
{
  gdbpy_ref<> iterator (PyObject_GetIter (args));
  std::vector<address_span> list { spanpy_span (self) };
  while (gdbpy_ref<> item = gdbpy_ref<> (PyIter_Next (iterator.get ())))
    list.push_back (spanpy_span (item.get ()));
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
  ),
  'gdb/NEWS': append('\n  ** New method gdb.Span.merge.\n'),
};
