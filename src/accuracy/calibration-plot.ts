// Confidence against truth as an SVG picture: on the diagonal, nine in ten are right where nine in ten are promised.
import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { CalibrationBin } from './score.js';

const SIZE = 320;
const MARGIN = 44;
/** Area of a dot: its rows. A dot of one row can still be seen. */
const DOT = [2.5, 12] as const;

/** Draws the tenths; each dot has its figures as a title. */
export function calibrationPlot(bins: readonly CalibrationBin[]): string {
  const x = scaleLinear([0, 1], [MARGIN, SIZE - MARGIN / 2]);
  const y = scaleLinear([0, 1], [SIZE - MARGIN, MARGIN / 2]);
  const radius = scaleSqrt([0, Math.max(1, ...bins.map(({ rows }) => rows))], [...DOT]);
  const ticks = x
    .ticks(5)
    .map(
      (value) =>
        `<text x="${x(value)}" y="${SIZE - MARGIN + 16}" text-anchor="middle">${value.toFixed(1)}</text>` +
        `<text x="${MARGIN - 6}" y="${y(value) + 4}" text-anchor="end">${value.toFixed(1)}</text>`,
    );
  const dots = bins.map(({ rows, confidence, right }) => {
    const says = `${rows} verdicts: says ${confidence.toFixed(3)}, right ${right.toFixed(3)}`;
    return `<circle cx="${n(x(confidence))}" cy="${n(y(right))}" r="${n(radius(rows))}"><title>${says}</title></circle>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-label="Calibration: stated confidence against the share that is right">
<style>text{font:11px sans-serif;fill:#57606a}line{stroke:#8c959f}circle{fill:#0969da;fill-opacity:.7}</style>
<rect width="${SIZE}" height="${SIZE}" fill="#fff"/>
<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke-dasharray="4 3"/>
<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(0)}"/>
<line x1="${x(0)}" y1="${y(0)}" x2="${x(0)}" y2="${y(1)}"/>
${[...ticks, ...dots].join('\n')}
<text x="${x(0.5)}" y="${SIZE - 8}" text-anchor="middle">confidence</text>
<text x="12" y="${y(0.5)}" text-anchor="middle" transform="rotate(-90 12 ${y(0.5)})">share that is right</text>
</svg>
`;
}

function n(value: number): string {
  return value.toFixed(1);
}
