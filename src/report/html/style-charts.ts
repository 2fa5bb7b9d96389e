// The look of the charts on a page.

/** Stack picture, bars, histograms, legend. */
export const CHARTS_STYLE = `
figure{margin:.6rem 0}
figcaption{color:var(--soft);font-size:.9rem;margin:.4rem 0;max-width:75ch}
svg.chart,.landfall-chart{display:block;max-width:100%;height:auto}
.chart text{fill:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
.chart .axis{stroke:var(--line)}
.chart .carried{fill:var(--send)}.chart .done{fill:var(--done)}.chart .rest{fill:var(--noise)}
.stack{width:100%}
.stack a:hover path,.stack a:focus path{stroke:var(--ink);stroke-width:2}
.stack path,.bar rect{stroke:var(--ground);stroke-width:1}
.f-done{fill:var(--done)}.f-send{fill:var(--send)}.f-look{fill:var(--look)}.f-wait{fill:var(--wait)}.f-bad{fill:var(--bad)}.f-own{fill:var(--own)}.f-noise{fill:var(--noise)}
.hatch{stroke:var(--ground);stroke-width:1.5;fill:none}
.bar{display:block;width:100%;height:12px;border-radius:3px}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.3rem;list-style:none;padding:0;margin:.5rem 0;font-size:.93rem}
.legend b{font-variant-numeric:tabular-nums;font-weight:600;margin-left:.25rem}
.tones i{display:inline-block;width:.8em;height:.8em;border-radius:2px;background:currentColor;margin-right:.45em;vertical-align:-.05em}
.amount{width:100%;min-width:5rem;height:.8em;display:block}
.amount rect{fill:var(--send)}
`;
