// The maintainer's commit message for dropping what can be dropped now.
import type { LandingCommit, PatchReport, ProjectReport } from '../model/report.js';
import { visible } from './clean.js';
import { counted, day, patches, shortId, shortRef } from './figures.js';
import { byCoverage } from './groups.js';
import { subjectWords } from './words.js';

/** Subject, reasons and upstream ids, ready for `git commit --file`; '' when nothing can be dropped now. Ends with a line end. */
export function logDraft(project: ProjectReport): string {
  const dropped = project.patches.filter(({ action }) => action.kind === 'drop-now');
  if (dropped.length === 0) return '';
  const landed = dropped.filter(({ status }) => status !== 'noise');
  const noise = dropped.filter(({ status }) => status === 'noise');
  const lines = [
    `${project.name}: drop ${sumUp(landed.length, noise.length)}`,
    ...section('Upstream has:', landed, (patch) => [...landingLines(patch), ...reasonLines(patch)]),
    ...section('No real delta:', noise, reasonLines),
    ...comparedWith(project),
  ];
  return `${lines.map((line) => visible(line).trimEnd()).join('\n')}\n`;
}

function sumUp(landed: number, noise: number): string {
  if (noise === 0) return `${patches(landed)} that upstream has`;
  const apart = noise === 1 ? 'that changes nothing' : 'that change nothing';
  if (landed === 0) return `${patches(noise)} ${apart}`;
  return `${patches(landed)} that upstream has, ${counted(noise, 'other')} ${apart}`;
}

function section(
  title: string,
  dropped: readonly PatchReport[],
  detail: (patch: PatchReport) => readonly string[],
): readonly string[] {
  if (dropped.length === 0) return [];
  // Indented: git takes lines that begin with a hash mark for comments.
  const entries = dropped.flatMap((patch) => [`  ${patch.id} ${subjectWords(patch.subject)}`, ...detail(patch)]);
  return ['', title, '', ...entries];
}

function landingLines({ landing }: PatchReport): string[] {
  return byCoverage(landing?.commits ?? []).map((commit) => `    ${shortId(commit.oid)} ${citedAs(commit)}`);
}

function citedAs({ subject, release, date }: LandingCommit): string {
  return `("${subjectWords(subject)}"), ${day(date)}${release === null ? '' : `, in ${release}`}`;
}

function reasonLines({ says }: PatchReport): string[] {
  return [`    ${says}`];
}

function comparedWith({ upstream }: ProjectReport): readonly string[] {
  if (!upstream) return [];
  const { url, branch, tip } = upstream;
  return ['', `Compared with ${shortRef(branch)} ${shortId(tip.oid)} of ${day(tip.date)},`, url];
}
