// The frame of every page: one file with everything in it, which may load nothing and run nothing but its own script.
import { createHash } from 'node:crypto';
import type { Report } from '../../model/report.js';
import { CHART_STYLE } from '../chart/burn-down.js';
import { minute } from '../figures.js';
import { html, type Content, type Markup, trusted } from './markup.js';
import { MARK_SHAPES } from './marks.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** Not a tagged template: a bundler writes these anew where they close a script, with a helper that is not there. */
const SCRIPT_ELEMENT = trusted(`<script>${SCRIPT}</script>`);

/** What every page says of the run. */
export type Run = Pick<Report, 'tool' | 'generatedAt'>;

export interface Frame {
  readonly title: string;
  /** Links above the heading: each with its text; the last is the page itself. */
  readonly path: readonly { readonly text: string; readonly href: string }[];
  readonly generatedAt: string;
  readonly version: string;
  /** True for pages with a table to sort and filter. */
  readonly script: boolean;
}

/** A whole HTML document. */
export function page(frame: Frame, main: Content): string {
  const { title, generatedAt, version, script } = frame;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${MARK_SHAPES}
<header>${pathOf(frame)}</header>
<main id="main">
${main}
</main>
<footer>Landfall ${version}, read <time datetime="${generatedAt}">${minute(generatedAt)}</time>. Verdicts are judgements on text: read the evidence before you drop a patch.</footer>
${script ? SCRIPT_ELEMENT : null}
</body>
</html>
`.text;
}

function pathOf({ path }: Frame): Markup {
  const last = path.length - 1;
  const steps = path.map(({ text, href }, at) =>
    at === last ? html`<li aria-current="page">${text}</li>` : html`<li><a href="${href}">${text}</a></li>`,
  );
  return html`<nav aria-label="Where you are"><ol class="path">${steps}</ol></nav>`;
}

/** Nothing is loaded from anywhere: the page's own style, the charts' and its script are known by their digests. */
function policy(script: boolean): string {
  const scripts = script ? digest(SCRIPT) : "'none'";
  return `default-src 'none'; style-src ${digest(STYLE)} ${digest(CHART_STYLE)}; script-src ${scripts}; base-uri 'none'; form-action 'none'`;
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
