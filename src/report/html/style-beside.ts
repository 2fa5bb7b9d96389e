// The look of two diffs side by side: the mark in the gutter says it, bar and ground repeat it.

/** Rows by what became of the patch's line. */
export const BESIDE_STYLE = `
.beside{table-layout:fixed;font:12.5px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;margin:.3rem 0 1.2rem;border:1px solid var(--line)}
.beside th{font:600 .85rem system-ui,sans-serif;padding:.3rem .6rem;white-space:normal;background:var(--raised)}
.beside td{border:0;padding:0 .3rem;overflow-wrap:anywhere;white-space:pre-wrap}
.beside td:nth-child(3n+1){color:var(--soft);text-align:right;user-select:none;white-space:nowrap;overflow:hidden}
.beside td:nth-child(3n+2){text-align:center;font-weight:700;user-select:none}
.beside td:nth-child(4){border-left:1px solid var(--line)}
.beside col.num{width:3.4rem}.beside col.gut{width:1.5rem}
.x td{background:var(--has)}.e td{background:var(--edit)}.m:not(.u) td:nth-child(-n+3),.u.m td:nth-child(n+4){background:var(--move)}
.o td:nth-child(-n+3){background:var(--miss)}.o td:nth-child(2){box-shadow:inset 4px 0 var(--send);color:var(--send)}
.u:not(.m) td:nth-child(n+4){background:var(--theirs)}
.h td{color:var(--soft)}
.beside ins,.beside del{background:var(--word);text-decoration:none;border-radius:2px}.beside del{text-decoration:line-through;text-decoration-thickness:1px}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;list-style:none;margin:.5rem 0;padding:0;font-size:.9rem}
.key b{font-family:ui-monospace,Menlo,Consolas,monospace;display:inline-block;min-width:1.4em;text-align:center;border-radius:3px;margin-right:.35em}
.key .x b{background:var(--has)}.key .e b{background:var(--edit)}.key .m b{background:var(--move)}.key .o b{background:var(--miss);box-shadow:inset 4px 0 var(--send)}.key .u b{background:var(--theirs)}
@media (max-width:52rem){.beside,.beside tbody{display:block}.beside thead,.beside colgroup{display:none}
.beside tr{display:grid;grid-template-columns:2.6rem 1.3rem 1fr}.beside td:nth-child(4){border-left:0}
.x td:nth-child(n+4),.k td:nth-child(n+4),.o td:nth-child(n+4),.u td:nth-child(-n+3),.h td:nth-child(-n+3){display:none}}
`;
