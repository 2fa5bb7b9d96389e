// Writes the config file that `landfall init` begins with.
import { parse } from 'yaml';
import type { Project } from '../model/config.js';
import { escapeVariables } from './expand.js';

/** What `landfall init` found out about a repository, or was told. */
export interface StarterFacts {
  /** Any text; made fit for a project name. */
  readonly name: string;
  readonly upstream: { readonly url: string; readonly branch: string };
  readonly downstream: {
    /** Relative to the config file, or absolute. */
    readonly repository: string;
    readonly branches: readonly string[];
  };
  /** Globs over release tags; empty to leave the choice to Landfall. */
  readonly releases: readonly string[];
  readonly contribute: Project['contribute'];
  /** The project schema as the first line names it (projectSchemaFor in locations.ts). */
  readonly schema: string;
}

/** The text of a commented project file. Names from a repository are quoted as needed, so the file always loads. */
export function starterConfig(facts: StarterFacts): string {
  return `${[...head(facts), '', ...upstreamPart(facts), '', ...downstreamPart(facts), '', ...REST].join('\n')}\n`;
}

/** A name made of any text: small letters, digits, dots, dashes and underscores; `project` when nothing is left. */
export function fitName(text: string): string {
  const fit = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/gu, '-')
    .replace(/^[^a-z0-9]+/u, '')
    .slice(0, 64)
    .replace(/[^a-z0-9]+$/u, '');
  return fit === '' ? 'project' : fit;
}

function head(facts: StarterFacts): string[] {
  return [
    `# yaml-language-server: $schema=${facts.schema.replace(/\s/gu, encodeURIComponent)}`,
    '# Written by `landfall init`. `landfall doctor` checks it, `landfall status` reads it.',
    '',
    '# Also the name of the badge files.',
    `name: ${scalar(fitName(facts.name))}`,
  ];
}

function upstreamPart({ upstream, releases, contribute }: StarterFacts): string[] {
  const known = releases.length > 0;
  return [
    '# The software that the patches are for.',
    'upstream:',
    `  url: ${scalar(escapeVariables(upstream.url))}`,
    '  # The branch patches land on.',
    `  branch: ${scalar(upstream.branch)}`,
    "  # A clone of upstream on this machine; without it, `landfall sync` makes a mirror in Landfall's cache.",
    '  # repository: ~/src/upstream',
    '  # Staging branches: patches found there are reported as queued.',
    "  # next: ['staging', 'next/*']",
    "  # Tags that are releases; '!' leaves out. Without it, every tag but pre-releases.",
    `  ${known ? '' : '# '}releases: ${known ? list(releases) : "['v*', '!*-rc*']"}`,
    '',
    '# Where patches are sent: one of pull-request, list, web.',
    ...(contribute === null
      ? ['# contribute:', '#   list: patches@example.org']
      : ['contribute:', `  ${contribute.kind}: ${scalar(contribute.address)}`]),
  ];
}

function downstreamPart({ downstream }: StarterFacts): string[] {
  return [
    '# The repositories and branches that carry patches.',
    'downstream:',
    '  # Relative to this file; ~, ${NAME} and ${NAME:-default} are filled in.',
    `  - repository: ${scalar(escapeVariables(downstream.repository))}`,
    '    # Branch names, full ref names, or globs over either.',
    `    branches: ${list(downstream.branches)}`,
    '    # Where the patches begin; without it, the merge base with upstream.',
    '    # base: v1.0',
    '    # Only changes below these paths count.',
    '    # paths: [src]',
    "    # What this downstream moves to next: upstream's branch, or its releases.",
    '    # follows: releases',
  ];
}

const REST = [
  '# What people have decided about single patches: by commit, patch-id or subject.',
  '# annotations:',
  "#   - commit: '0123abc'",
  '#     status: local',
  '#     reason: our build farm only',
  '',
  '# What `landfall check` asks.',
  '# gate:',
  '#   max-patches: 40',
  '#   max-days-carried: 90',
  '',
  "# This project's own thresholds; defaults.yaml explains each.",
  '# settings:',
  '#   verdict:',
  '#     landed: 0.8',
];

function list(texts: readonly string[]): string {
  return `[${texts.map(scalar).join(', ')}]`;
}

// Plain where YAML reads the same text back, else quoted; double quotes where an escape is needed.
function scalar(text: string): string {
  if (/^[A-Za-z0-9.~/][A-Za-z0-9._~/:@+-]*$/u.test(text) && !text.endsWith(':') && parse(text) === text) return text;
  if (/^[\u0020-\u007e]*$/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}
