// What a page does when scripts run: sorts a table by its heads, filters the patches. Without it everything can be read.

/**
 * The script of the pages with tables. The filter's state is the address behind `#`, so that it can be sent to somebody
 * and followed from the charts. Only text is read from the page and written to it.
 */
export const SCRIPT = `'use strict';
for (const table of document.querySelectorAll('table.sorts')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') === 'ascending' ? -1 : head.hasAttribute('aria-sort') || !head.classList.contains('r') ? 1 : -1;
      const value = (row) => row.cells[at].dataset.v ?? row.cells[at].textContent.trim();
      const compare = new Intl.Collator('en', { numeric: true }).compare;
      const rows = [...table.tBodies[0].rows].map((row) => [value(row), row]);
      rows.sort((one, other) => up * compare(one[0], other[0]));
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up > 0 ? 'ascending' : 'descending');
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
  });
}
const form = document.querySelector('form.filters');
if (form) {
  const cells = new Map([...document.querySelectorAll('.stack a')].map((cell) => [cell.dataset.p, cell]));
  const rows = [...document.querySelector('table.patches').tBodies[0].rows].map((row, at) => ({
    row,
    cell: cells.get(String(at)),
    text: row.textContent.toLowerCase(),
    status: row.dataset.s,
    do: row.dataset.x,
    author: row.cells[6].textContent.trim(),
    directory: row.cells[7].textContent.trim().split(', '),
  }));
  const shown = document.querySelector('.shown');
  const fits = (wanted, row) =>
    (!wanted.status || row.status === wanted.status) &&
    (!wanted.do || row.do === wanted.do) &&
    (!wanted.author || row.author === wanted.author) &&
    (!wanted.directory || row.directory.includes(wanted.directory)) &&
    (!wanted.text || row.text.includes(wanted.text.toLowerCase()));
  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    let count = 0;
    for (const each of rows) {
      const fit = fits(wanted, each);
      each.row.hidden = !fit;
      each.cell?.setAttribute('opacity', fit ? 1 : 0.15);
      if (fit) count += 1;
    }
    shown.textContent = count + ' of ' + rows.length + ' patches shown';
    const chosen = Object.entries(wanted).filter(([, value]) => value !== '');
    history.replaceState(null, '', chosen.length === 0 ? location.pathname + location.search : '#' + new URLSearchParams(chosen));
  };
  const follow = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (![...asked.keys()].some((key) => form.elements.namedItem(key))) return false;
    for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? '';
    filter();
    return true;
  };
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => requestAnimationFrame(filter));
  addEventListener('hashchange', () => {
    if (follow()) document.getElementById('patches').scrollIntoView();
  });
  follow();
}
`;
