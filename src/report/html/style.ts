// The look of every page: one column that grows into several, two colour schemes, paper.
import { BESIDE_STYLE } from './style-beside.js';
import { CHARTS_STYLE } from './style-charts.js';

/** Colours are named for what they say; each has 4.5:1 against its ground in both schemes. */
const COLOURS = `
:root{--ground:#fff;--raised:#f6f7f9;--line:#d9dde2;--ink:#1b1f24;--soft:#57606a;--link:#0b57c2;
--done:#17724f;--look:#7a3fc0;--wait:#1f62b8;--send:#a34a00;--bad:#b3261e;--own:#4f5a66;--noise:#6a737d;
--has:#e3f3ea;--edit:#fdf2d2;--move:#e4edfb;--miss:#fbe3d3;--theirs:#eef0f3;--word:#f3d27a;
--landfall-remaining:var(--send);--landfall-noise:#8c959f;--landfall-ink:var(--soft)}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--raised:#1c2025;--line:#343a42;--ink:#e4e7eb;--soft:#a3acb6;--link:#82b4ff;
--done:#52c596;--look:#c39bff;--wait:#7db3ff;--send:#f2964a;--bad:#ff8d85;--own:#aab4bf;--noise:#949da7;
--has:#16301f;--edit:#3a3112;--move:#192c4a;--miss:#46260f;--theirs:#23282e;--word:#6f5a16;--landfall-noise:#6e7681}}
`;

const FRAME = `
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:80rem;padding:0 clamp(1rem,3vw,2.5rem) 3rem}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.5rem}
.defs{position:absolute}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{border-bottom:1px solid var(--line);padding:.9rem 0}
.path{display:flex;flex-wrap:wrap;list-style:none;margin:0;padding:0;font-size:.9rem;gap:.25rem .6rem}
.path li+li::before{content:"/";color:var(--soft);margin-right:.6rem}
.path li:last-child{color:var(--soft);overflow-wrap:anywhere}
h1{font-size:clamp(1.5rem,1.1rem + 1.6vw,2.1rem);line-height:1.2;letter-spacing:-.015em;margin:1.8rem 0 .4rem;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.2rem;line-height:1.3;margin:2.6rem 0 .7rem}
h3{font-size:1rem;margin:1.6rem 0 .4rem;overflow-wrap:anywhere}
p{margin:.5rem 0;max-width:70ch}
.lede{color:var(--soft);font-size:1.05rem}
small,.soft{color:var(--soft)}small{font-size:.85rem}
code,pre,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.88em}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--raised);border-radius:6px;padding:.8rem 1rem;margin:.5rem 0}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:.85rem;margin-top:3rem;padding-top:.8rem}
ul.plain{list-style:none;margin:.4rem 0;padding:0}ul.plain li{padding:.3rem 0;overflow-wrap:anywhere}
details>summary{cursor:pointer;padding:.35rem 0;color:var(--link)}
`;

const SIGNS = `
.sign{width:.95em;height:.95em;vertical-align:-.1em;margin-right:.4em;overflow:visible;flex:none}
symbol,.sign{fill:currentColor}.line,.cut{fill:none;stroke:currentColor;stroke-width:1.8}
.bold{stroke-width:2.6}.cut{stroke:var(--ground)}
.mark{white-space:nowrap;font-weight:600;font-size:.9em}
.t-done{color:var(--done)}.t-look{color:var(--look)}.t-wait{color:var(--wait)}.t-send{color:var(--send)}
.t-bad{color:var(--bad)}.t-own{color:var(--own)}.t-noise{color:var(--noise)}
`;

const PARTS = `
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:1.2rem;list-style:none;padding:0;margin:1.4rem 0}
.card{border:1px solid var(--line);border-radius:10px;padding:1.1rem 1.3rem;display:flex;flex-direction:column;gap:.55rem;break-inside:avoid}
.card h2{margin:0;font-size:1.15rem}.card p{margin:0}
.card .spark{color:var(--send);align-self:end;margin-left:auto}
.figure{display:flex;align-items:baseline;gap:.5rem;flex-wrap:wrap}
.figure b{font-size:2.1rem;line-height:1.1;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.next{border-top:1px solid var(--line);padding-top:.65rem;margin-top:auto!important}
dl.stats{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1rem 1.6rem;margin:1.4rem 0;padding:0}
dl.stats dt{color:var(--soft);font-size:.85rem}
dl.stats dd{margin:0;font-size:1.5rem;line-height:1.25;font-weight:600;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
dl.stats dd small{display:block;font-weight:400;letter-spacing:0;line-height:1.4}
dl.facts{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.3rem 1.2rem;margin:1rem 0}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;overflow-wrap:anywhere}
.verdict{border-left:5px solid currentColor;padding:.5rem 0 .5rem 1.1rem;margin:1.2rem 0}
.verdict p{color:var(--ink);margin:.2rem 0}.verdict .mark{font-size:1.25rem}
.finding::before,.notice-error::before,.notice-warning::before{content:"!";font-weight:800;color:var(--bad);margin-right:.6rem}
.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 3rem}
.cols>*{min-width:0}
.steps{display:grid;grid-template-columns:max-content max-content 1fr;gap:.25rem 1.2rem;margin:.6rem 0}
.steps>li{display:contents}
.pager{display:flex;justify-content:space-between;gap:1rem;font-size:.9rem;margin-top:2rem;flex-wrap:wrap}
@media (max-width:40rem){.steps{grid-template-columns:max-content 1fr}.steps .soft{grid-column:1/-1;margin-bottom:.5rem}
dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.4rem}}
`;

const TABLES = `
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:left;color:var(--soft);padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600;white-space:nowrap;color:var(--soft);font-size:.85rem;vertical-align:bottom}
tbody th{color:inherit;font-size:inherit;white-space:normal}
.w{overflow-wrap:anywhere}
.r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th button{all:unset;cursor:pointer;color:inherit;font-weight:600;display:inline-block;min-height:1.5rem}th button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
td small{display:block;overflow-wrap:anywhere}
.patches td{overflow-wrap:anywhere}.patches td:nth-child(2),.patches td:nth-child(n+4):nth-child(-n+6){white-space:nowrap}
.filters{display:flex;flex-wrap:wrap;gap:.7rem 1rem;align-items:end;margin:.6rem 0 1rem}
.filters[hidden]{display:none}
.filters label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft);gap:.2rem;min-width:0}
.filters input,.filters select,.filters button{font:inherit;font-size:.95rem;color:var(--ink);background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:.4rem .6rem;min-height:2.5rem;max-width:15rem}
.filters button{cursor:pointer}
.shown{color:var(--soft);font-size:.9rem;margin:.2rem 0}
@media (max-width:60rem){.patches .d,.patches .n{display:none}}
@media (max-width:40rem){.patches .a,.patches .z,td.b,th.b{display:none}th,td{padding-right:.6rem}}
@media print{html{font-size:11px}.filters,.skip,.pager{display:none!important}a{color:inherit;text-decoration:none}body{max-width:none;padding:0}tr,.card,figure{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}}
`;

/** The whole style sheet. */
export const STYLE: string = [COLOURS, FRAME, SIGNS, PARTS, TABLES, CHARTS_STYLE, BESIDE_STYLE]
  .join('')
  .replaceAll('\n', '');
