// The head of a project: its name, the bar, one line of figures, and what was compared with what.
import type { DownstreamRead, ProjectReport, Tally } from '../../model/report.js';
import { counted, day, figure, landedPercent, lineCounts, patches, shortId, shortRef } from '../figures.js';
import { largestBranches, releaseCounts } from '../groups.js';
import { bar } from './bar.js';
import { fact, phrases } from './flow.js';
import { ruledTitle, span, type Page, type Row, type Span } from './layout.js';

/** Name, bar, figures and facts of one project. */
export function headerRows(project: ProjectReport, page: Page): readonly Row[] {
  return [ruledTitle(project.title, page), ...stateRows(project, page), ...factRows(project, page)];
}

function stateRows(project: ProjectReport, page: Page): readonly Row[] {
  if (project.state === 'no-data') {
    return [[span('  NO DATA', 'bad'), span('  nothing could be compared; the notices below say why')]];
  }
  const { delta } = project;
  const landed = landedPercent(delta);
  if (landed === null) {
    const apart = delta.noise.patches === 0 ? '' : ` but ${patches(delta.noise.patches)} of noise`;
    return [[span('  0 patches', 'title'), span(`  the stack is empty${apart}`)]];
  }
  const done = `${landed}% landed`;
  const length = Math.min(page.width - 16, 80);
  return [
    [span('  '), ...bar(delta, length, page), span('  '), span(done, 'title')],
    ...phrases('  ', figureSpans(project, page), page),
  ];
}

function figureSpans(project: ProjectReport, page: Page): readonly Span[] {
  const { total, remaining, local, noise } = project.delta;
  const ofThem = local.patches === 0 ? '' : ` (${figure(local.patches)} local)`;
  const lines = lineCounts(remaining, page.signs.minus);
  return [
    span(`${figure(remaining.patches)} of ${patches(total.patches)} to carry${ofThem}`, 'title'),
    span(`${lines} in ${counted(remaining.hunks, 'hunk')}`),
    ...(noise.patches === 0 ? [] : [span(`${figure(noise.patches)} noise apart`)]),
  ];
}

function factRows(project: ProjectReport, page: Page): readonly Row[] {
  return [
    ...upstreamFact(project, page),
    ...releaseFact(project, page),
    ...absorbFact(project, page),
    ...downstreamFacts(project, page),
  ];
}

function upstreamFact(project: ProjectReport, page: Page): readonly Row[] {
  const { upstream } = project;
  if (upstream === null) return [];
  const tip = `${shortRef(upstream.branch)} ${shortId(upstream.tip.oid)}, ${day(upstream.tip.date)}`;
  const read = `${counted(upstream.commits, 'commit')}, ${counted(upstream.diffs, 'diff')} read`;
  const next = upstream.next.map(({ ref, oid }) => `${shortRef(ref)} ${shortId(oid)}`).join(', ');
  return [
    ...fact('upstream', `${tip}; ${read}`, page),
    ...(page.verbose ? fact('', upstream.url, page) : []),
    ...(next === '' ? [] : fact('next', next, page)),
  ];
}

function releaseFact(project: ProjectReport, page: Page): readonly Row[] {
  const counts = releaseCounts(project);
  if (counts.length === 0) return [];
  const parts = counts.map(({ release, patches: held }) => `${release ?? 'no release yet'}: ${figure(held)}`);
  return fact('landed in', parts.join(', '), page);
}

/** Of copies of a release: how much of their edits a move to a newer one takes away. Other stacks have a release for each patch. */
function absorbFact({ upstream, downstream, delta }: ProjectReport, page: Page): readonly Row[] {
  if (upstream === null || !downstream.some(({ kind }) => kind === 'vendored')) return [];
  const held = [...upstream.releases, { name: shortRef(upstream.branch), absorbs: upstream.absorbs }];
  const words = (tally: Tally) => `${patches(tally.patches)} (${lineCounts(tally, page.signs.minus)})`;
  const parts = held.map(({ name, absorbs }) => `${name}: ${words(absorbs)}`);
  return fact('absorb', `${parts.join(', ')}; of ${words(delta.total)}`, page);
}

/** More branches than this are summed up. */
const BRANCHES_SHOWN = 3;

function downstreamFacts(project: ProjectReport, page: Page): readonly Row[] {
  const branches = project.downstream;
  if (branches.length <= BRANCHES_SHOWN) {
    return branches.flatMap((branch, at) => fact(at === 0 ? 'downstream' : '', branchWords(branch, page), page));
  }
  const largest = largestBranches(branches, BRANCHES_SHOWN);
  const named = largest.map((branch) => `${shortRef(branch.branch)} (${figure(branch.patches)})`).join(', ');
  return fact('downstream', `${counted(branches.length, 'branch', 'branches')}, the largest ${named}`, page);
}

function branchWords(branch: DownstreamRead, page: Page): string {
  const merges = branch.merges === 0 ? '' : ` and ${counted(branch.merges, 'merge')}`;
  const base = branch.base === null || (branch.kind === 'branch' && !page.verbose) ? '' : ` on ${shortId(branch.base)}`;
  const size = `${[shortRef(branch.branch), shortId(branch.tip ?? '')].join(' ').trim()}, ${patches(branch.patches)}${merges}${base}`;
  const { net } = branch;
  if (net === null) return `${size}; net delta unknown`;
  const conflicts = net.conflicts === 0 ? '' : `, ${counted(net.conflicts, 'file')} in conflict`;
  const lines = lineCounts(net, page.signs.minus);
  return `${size}; net ${lines} in ${counted(net.files, 'file')}${conflicts}`;
}
