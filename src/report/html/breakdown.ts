// Who and where: the remaining delta by author and by directory, largest first, each a way into the list of patches.
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Delta } from '../../model/report.js';
import { element } from '../chart/svg.js';
import { counted, figure, lineCounts } from '../figures.js';
import { html, type Markup, trusted } from './markup.js';

/** Rows that stand there at once; the others are folded. */
const SHOWN = 10;
/** Authors and directories beyond these add nothing that is read, and much to the page. */
const MOST = 200;
const BAR = { width: 100, height: 8 };

/** One table; `field` is the filter that a row sets. */
export function breakdown(title: string, field: 'author' | 'directory', rows: Delta['byAuthor']): Markup {
  if (rows.length === 0) return html``;
  const scale = scaleLinear([0, max(rows, ({ tally }) => tally.patches) ?? 1], [0, BAR.width]);
  const first = rows.slice(0, SHOWN);
  const more = rows.slice(SHOWN, MOST);
  const left = rows.length - first.length - more.length;
  return html`<section>
<h3 id="by-${field}">${title}</h3>
${tableOf(`by-${field}`, field, first, scale)}
${more.length > 0 && html`<details><summary>${counted(rows.length - first.length, 'more row')}</summary>${tableOf(`by-${field}`, field, more, scale)}${left > 0 && html`<p class="soft">and ${figure(left)} more in the list of patches</p>`}</details>`}
</section>`;
}

function tableOf(label: string, field: string, rows: Delta['byAuthor'], scale: (count: number) => number): Markup {
  const written = rows.map(({ name, tally }) => {
    const bar = element(
      'svg',
      {
        class: 'amount',
        viewBox: `0 0 ${BAR.width} ${BAR.height}`,
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      },
      [element('rect', { width: Math.max(1, scale(tally.patches)), height: BAR.height })],
    );
    const href = `#${new URLSearchParams({ [field]: name }).toString()}`;
    return html`<tr><th scope="row" class="w"><a href="${href}">${name}</a></th><td class="r">${figure(tally.patches)}</td><td class="b">${trusted(bar.svg)}</td><td class="r">${lineCounts(tally, '−')}</td></tr>`;
  });
  return html`<table aria-labelledby="${label}"><thead><tr><th scope="col">${field === 'author' ? 'Author' : 'Directory'}</th><th scope="col" class="r">Patches</th><th scope="col" class="b"><span class="vh">as a bar</span></th><th scope="col" class="r">Lines</th></tr></thead><tbody>${written}</tbody></table>`;
}
