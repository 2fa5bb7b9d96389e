// A project's complete configuration: every default filled in, every path expanded. config/ knows the written form.
import type { GateConfig } from './gate.js';
import type { HistoryPlace } from './history-place.js';
import type { Status } from './status.js';
import type { Settings } from './settings.js';

export interface Project {
  readonly name: string;
  readonly title: string;
  /** The file it was read from, for messages. */
  readonly file: string;
  readonly upstream: UpstreamConfig;
  readonly contribute: { readonly kind: 'list' | 'pull-request' | 'web'; readonly address: string } | null;
  readonly downstream: readonly DownstreamConfig[];
  /** Where its history is kept, or null for Landfall's own place. */
  readonly history: HistoryPlace | null;
  readonly annotations: readonly Annotation[];
  /** Where its patches are sent, and what became of them is asked. */
  readonly submissions: readonly SubmissionConfig[];
  /** What `landfall check` asks of it. */
  readonly gate: GateConfig;
  readonly settings: Settings;
}

export interface UpstreamConfig {
  readonly url: string;
  /** Where the history is read: a local repository (absolute path). */
  readonly repository: string;
  /** True when `repository` is Landfall's own mirror, which `sync` may create and update. */
  readonly mirror: boolean;
  /** Branch name, full ref name or commit id. */
  readonly branch: string;
  /** Staging or next trees: refs in the same repository (globs allowed), searched for `queued`. */
  readonly next: readonly string[];
  /** Globs over tag names that mark releases; a leading `!` leaves matching tags out. */
  readonly releases: readonly string[];
}

/** How patches are kept by a downstream that keeps them in files: one reader each (src/downstream/readers). */
export const READER_KINDS = [
  'pkgsrc',
  'quilt',
  'debian',
  'freebsd-ports',
  'openwrt',
  'yocto',
  'mbox',
  'vendored',
] as const;
export type ReaderKind = (typeof READER_KINDS)[number];

/** Where patches lie that are no branches, and how they are to be read. */
export interface FilesConfig {
  readonly kind: ReaderKind;
  /** Revision of the repository to read; null for the files as they lie in the folder. */
  readonly ref: string | null;
  /** The package, patch folder, mailbox or vendored tree, from the root of the repository; '' for all of it. */
  readonly path: string;
  /** Leading path components that patches carry (`patch -p`); null for what is usual for the kind. */
  readonly strip: number | null;
  /** Files that are copied over upstream's tree before it is built: where each lies below `path`, and where it goes. */
  readonly overlays: readonly { readonly from: string; readonly to: string }[];
  /** Of a vendored tree: globs over upstream's paths that were left out on purpose. */
  readonly pruned: readonly string[];
  /** Of a vendored tree: id keywords, such as `NetBSD`; lines that differ in nothing else are no change. */
  readonly keywords: readonly string[];
}

export interface DownstreamConfig {
  /** Absolute path of a git repository; with `files`, of any folder. */
  readonly repository: string;
  /** The address that `repository` is Landfall's own mirror of, which `sync` may create and update; null when it is the user's. */
  readonly mirrorOf: string | null;
  /** Null when the patches are commits of branches. */
  readonly files: FilesConfig | null;
  /** Branch names, full ref names, or globs over either. */
  readonly branches: readonly string[];
  /** Revision where the stack begins, or null for the merge base with upstream; with `files`, an upstream revision, or null to find it there. */
  readonly base: string | null;
  /** Only changes below these paths count; empty for all. */
  readonly paths: readonly string[];
  /** What the downstream moves to next: upstream's branch, or its releases; null to infer from the base. */
  readonly follows: 'branch' | 'releases' | null;
}

/** What people call a downstream repository, on whatever machine: the address of a mirror, the path of any other. */
export function nameOfRepository({ repository, mirrorOf }: Pick<DownstreamConfig, 'repository' | 'mirrorOf'>): string {
  return mirrorOf ?? repository;
}

/** A person's decision. Exactly one of commit, file, patchId, subject names the patch. */
export interface Annotation {
  readonly commit: string | null;
  /** Patch file: its name, or as much of the end of its path as tells it from others. */
  readonly file: string | null;
  readonly patchId: string | null;
  readonly subject: string | null;
  readonly status: Status | null;
  readonly reason: string | null;
  /** Upstream commit id or URL. */
  readonly upstream: string | null;
  /** Leave the verdict as declared here, whatever is observed (the difference is still a finding). */
  readonly hold: boolean;
  /** The last day it counts, as YYYY-MM-DD in UTC, or null for ever. */
  readonly expires: string | null;
  /** `warn`: rules of the gate that this patch breaks only warn; needs a reason and a last day. */
  readonly gate: 'warn' | null;
}

/** A place where patches are sent. Only `mail` is read from this machine; the others are asked over the network, by `sync`. */
export type SubmissionConfig = GitHubConfig | MailConfig | PatchworkConfig | PatchewConfig;

export interface GitHubConfig {
  readonly kind: 'github';
  /** `owner/name` of the upstream repository. */
  readonly repository: string;
  /** Base URL of the API: that of github.com, or of a GitHub Enterprise server. */
  readonly api: string;
  /** Owner of the fork whose branches requests are made from, or null. */
  readonly fork: string | null;
  /** Logins whose requests are compared with the patches. */
  readonly authors: readonly string[];
}

export interface MailConfig {
  readonly kind: 'mail';
  /** Absolute path of a public-inbox, an mbox or a maildir. */
  readonly path: string;
  /** Address of the list, for people, or null. */
  readonly list: string | null;
  /** What a Message-Id is put behind to make a link, such as `https://lore.kernel.org/qemu-devel/`, or null. */
  readonly url: string | null;
}

export interface PatchworkConfig {
  readonly kind: 'patchwork';
  /** Base URL of the server. */
  readonly url: string;
  /** Link name of the project there. */
  readonly project: string;
}

export interface PatchewConfig {
  readonly kind: 'patchew';
  readonly url: string;
  /** Name of the project there. */
  readonly project: string;
}
