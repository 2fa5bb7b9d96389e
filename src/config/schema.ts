// The written form of a project file: what a person may leave out, and what each key means.
import { z } from 'zod';
import { STATE_BRANCH } from '../model/history-place.js';
import { READER_KINDS } from '../model/config.js';
import { STATUSES } from '../model/status.js';
import { writtenGate } from './gate-schema.js';
import { writtenSubmission } from './submissions-schema.js';
import { writtenSettings } from './settings-schema.js';
import {
  branchName,
  day,
  glob,
  line,
  mailAddress,
  objectId,
  pathFilter,
  place,
  projectName,
  webAddress,
} from './text-schema.js';

const VARIABLES = '`~`, `${NAME}` and `${NAME:-default}` are filled in';

const upstream = z.strictObject({
  url: place.describe(`Where upstream is cloned from: a URL, or a path relative to this file; ${VARIABLES}.`),
  repository: place
    .optional()
    .describe(
      `A local clone to read upstream from, relative to this file; ${VARIABLES}. ` +
        "Left out: Landfall's own mirror, which `landfall sync` makes and updates.",
    ),
  branch: line.describe('The branch patches land on: a branch name, full ref name or commit id. Quote ids.'),
  next: z
    .array(glob)
    .optional()
    .describe('Staging or next branches of the same repository, searched for `queued`; names, full refs or globs.'),
  releases: z
    .array(glob)
    .optional()
    .describe(
      "Tags that are releases: globs over tag names; '!' in front leaves out. Left out: every tag but pre-releases.",
    ),
});

const contribute = z
  .strictObject({
    'pull-request': webAddress.optional().describe('Page on which pull requests are opened.'),
    list: mailAddress.optional().describe('Mailing list that patches are sent to.'),
    web: webAddress.optional().describe('Page that says how to contribute.'),
  })
  .refine((ways) => Object.keys(ways).length === 1, { error: 'expected exactly one of pull-request, list, web' })
  .meta({ minProperties: 1, maxProperties: 1 });

const downstream = z
  .strictObject({
    url: place
      .optional()
      .describe(
        `Where the downstream is cloned from: a URL, or a path relative to this file; ${VARIABLES}. ` +
          "Landfall's own mirror of it is read, which `landfall sync` makes and updates, unless there is a repository beside it.",
      ),
    repository: place
      .optional()
      .describe(
        `The local git repository that carries the patches, relative to this file; ${VARIABLES}. ` +
          'Left out: the mirror of `url`, and without one the repository this file is in.',
      ),
    kind: z
      .enum(['branch', ...READER_KINDS])
      .optional()
      .describe('How the patches are kept: as commits of a branch (the default), or in files of this kind.'),
    branches: z
      .array(glob)
      .min(1)
      .optional()
      .describe("Branches to walk: names, full ref names such as 'refs/pull/7/head', or globs over either."),
    ref: line
      .optional()
      .describe('Of patches in files: the revision to read them at. Left out: the files as they lie there. Quote ids.'),
    path: pathFilter
      .optional()
      .describe('Of patches in files: the package or folder that holds them. Left out: the root of the repository.'),
    strip: z
      .int()
      .min(0)
      .optional()
      .describe(
        'Of patches in files: folders to take away from the names in them (patch -p). Left out: as usual for the kind.',
      ),
    overlays: z
      .record(pathFilter, pathFilter)
      .optional()
      .describe("Files below `path` that are copied over upstream's tree: each file, and where it goes."),
    pruned: z
      .array(glob)
      .optional()
      .describe("Of a vendored tree: globs over upstream's paths that were left out on purpose."),
    keywords: z
      .array(z.string().regex(/^[A-Za-z][\w-]*$/, { error: 'expected a keyword such as NetBSD, without its dollars' }))
      .optional()
      .describe('Of a vendored tree: id keywords that are no change. Left out: the usual ones.'),
    base: line
      .optional()
      .describe(
        'Revision the patches begin after. Left out: the merge base with upstream; for patches in files, what the package names. Quote ids.',
      ),
    paths: z.array(pathFilter).optional().describe('Only changes below these paths count. Left out: all.'),
    follows: z
      .enum(['branch', 'releases'])
      .optional()
      .describe("What this downstream moves to next: upstream's branch or its releases. Left out: seen from the base."),
  })
  .check(({ value, issues }) => {
    const inFiles = value.kind !== undefined && value.kind !== 'branch';
    const wrong = (key: keyof typeof value, message: string) =>
      issues.push({ code: 'custom', input: value, path: value[key] === undefined ? [] : [key], message });
    if (!inFiles && value.branches === undefined) wrong('branches', 'expected branches: they carry the patches');
    if (inFiles && value.branches !== undefined)
      wrong('branches', `kind ${value.kind} reads files; branches are for kind branch`);
    for (const key of ['ref', 'path', 'strip', 'overlays', 'pruned', 'keywords'] as const) {
      if (!inFiles && value[key] !== undefined)
        wrong(key, `${key} is for patches in files: expected a kind, such as pkgsrc`);
    }
  });

const annotation = z
  .strictObject({
    commit: objectId.optional().describe('The patch, by commit id (7 hex digits or more). Quote it.'),
    file: pathFilter.optional().describe('The patch, by its file: the name, or the end of the path.'),
    'patch-id': objectId.optional().describe('The patch, by `git patch-id --stable`. Quote it.'),
    subject: line.optional().describe('The patch, by its subject line.'),
    status: z.enum(STATUSES).optional().describe('What you say has become of it.'),
    reason: z.string().min(1).optional().describe('Why, in your words.'),
    upstream: z
      .union([objectId, webAddress], { error: 'expected a commit id (7 to 64 hex digits) or a URL' })
      .optional()
      .describe('The upstream commit id or URL that belongs to it. Quote ids.'),
    hold: z
      .boolean()
      .optional()
      .describe('Keep the status as written here, whatever is observed. The difference is still reported.'),
    expires: day
      .optional()
      .describe('The last day on which this counts, such as 2026-12-31 (UTC). Left out: for ever.'),
    gate: z
      .literal('warn')
      .optional()
      .describe('What `landfall check` holds against this patch only warns; needs a reason and a last day.'),
  })
  .refine(
    (entry) =>
      [entry.commit, entry.file, entry['patch-id'], entry.subject].filter((key) => key !== undefined).length === 1,
    {
      error: 'expected exactly one of commit, file, patch-id, subject: it names the patch',
    },
  )
  .refine((entry) => entry.hold !== true || entry.status !== undefined, {
    path: ['hold'],
    error: 'expected a status beside it: there is nothing to hold',
  })
  .refine((entry) => entry.gate === undefined || (entry.reason !== undefined && entry.expires !== undefined), {
    path: ['gate'],
    error: 'expected a reason and an expires beside it: an exception has a why and an end',
  })
  .refine((entry) => entry.status !== undefined || entry.upstream !== undefined || entry.reason !== undefined, {
    error: 'expected a status, an upstream commit or a reason: it says nothing about the patch',
  })
  .meta({
    oneOf: [{ required: ['commit'] }, { required: ['file'] }, { required: ['patch-id'] }, { required: ['subject'] }],
  });

const history = z
  .strictObject({
    file: place.optional().describe(`File that \`status --record\` adds to, relative to this file; ${VARIABLES}.`),
    repository: place
      .optional()
      .describe(
        `A repository in which Landfall may write one branch, relative to this file; ${VARIABLES}. ` +
          'Neither its work tree nor any other branch is touched.',
      ),
    branch: branchName.optional().describe(`That branch. Left out: ${STATE_BRANCH}.`),
  })
  .refine((written) => (written.file === undefined) !== (written.repository === undefined), {
    error: 'expected exactly one of file, repository',
  })
  .refine((written) => written.branch === undefined || written.repository !== undefined, {
    path: ['branch'],
    error: 'expected a repository beside it: a file has no branches',
  })
  .meta({ oneOf: [{ required: ['file'] }, { required: ['repository'] }] });

/** A project file as written. Unknown keys are errors. */
export const writtenProject = z
  .strictObject({
    name: projectName
      .optional()
      .describe("Name of the project and of its badge files. Left out: this file's name without its ending."),
    title: line.optional().describe('Name as people write it, for reports. Left out: the name.'),
    upstream: upstream.describe('The software that the patches are for.'),
    contribute: contribute.optional().describe('Where patches are sent.'),
    downstream: z.array(downstream).min(1).describe('The repositories and branches that carry patches.'),
    history: history
      .optional()
      .describe("Where the project's history is kept. Left out: a file in Landfall's own state folder."),
    annotations: z.array(annotation).optional().describe('What people have decided about single patches.'),
    submissions: z.array(writtenSubmission).optional().describe('Where patches are sent, to ask what became of them.'),
    gate: writtenGate.optional().describe('What `landfall check` asks of this project. Left out: nothing.'),
    settings: writtenSettings.optional().describe("This project's own thresholds, over those of defaults.yaml."),
  })
  .describe('A project whose patches Landfall follows.');
export type WrittenProject = z.infer<typeof writtenProject>;
