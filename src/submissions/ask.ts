// Asks every source of a project, side by side, and joins what they say. What goes wrong is a notice.
import { LandfallError, messageOf } from '../errors.js';
import type { Project, SubmissionConfig } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import type { AskSubmissions, Submission } from '../model/submission.js';
import { joinSubmissions } from './join.js';
import type { Desk, Source, SourceAnswer } from './source.js';
import { SOURCES } from './sources.js';

/** Asks sources, and names the state of what is kept of their answers. */
export interface SubmissionDesk {
  readonly ask: AskSubmissions;
  /** Changes whenever an answer may: part of the state that a kept result was made from. */
  readonly stamp: (project: Project) => Promise<string>;
}

/** A desk over the folder `dir`. `online` false: only what is on this machine, and what was kept, is read. */
export function openDesk(desk: Desk): SubmissionDesk {
  return {
    ask: async (question) => {
      const found = new Map<number, Submission[]>();
      const notices: Notice[] = [];
      // Side by side: the time that bounds one source then bounds all of them.
      const answers = await Promise.all(
        question.sources.map((config) => {
          question.progress(`asking ${nameOf(config)}`, 0, 0);
          return askOne(config, question, desk);
        }),
      );
      for (const answer of answers) {
        notices.push(...answer.notices);
        for (const { place, submission } of answer.found) found.set(place, [...(found.get(place) ?? []), submission]);
      }
      return { found: new Map([...found].map(([place, list]) => [place, joinSubmissions(list)])), notices };
    },
    stamp: async ({ submissions }) => {
      const stamps = submissions.map(async (config) => {
        const source = await loadSource(config);
        return source.stamp(config, desk).catch((error: unknown) => messageOf(error));
      });
      return (await Promise.all(stamps)).join('\n');
    },
  };
}

async function askOne(
  config: SubmissionConfig,
  question: Parameters<AskSubmissions>[0],
  desk: Desk,
): Promise<SourceAnswer> {
  try {
    return await (await loadSource(config)).ask(config, question, desk);
  } catch (error) {
    if (!(error instanceof LandfallError) || error.kind === 'bug' || question.signal?.aborted) throw error;
    const notice: Notice = {
      code: error.code,
      severity: 'warning',
      message: `${nameOf(config)} was not asked: ${messageOf(error)}`,
      hint: error.hint,
    };
    return { found: [], notices: [notice] };
  }
}

/** The source of a config entry; only those that are configured are loaded. */
async function loadSource(config: SubmissionConfig): Promise<Source> {
  return (await SOURCES[config.kind]()) as Source;
}

/** How a source is called in messages. */
function nameOf(config: SubmissionConfig): string {
  switch (config.kind) {
    case 'github':
      return `GitHub ${config.repository}`;
    case 'mail':
      return config.path;
    case 'patchwork':
    case 'patchew':
      return `${config.url} (${config.project})`;
  }
}
