// Publishes a report on a state branch: badges for shields.io, the report's JSON, and a point of the history for each project.
import { LandfallError } from '../errors.js';
import { openRepository } from '../git/repository.js';
import { surveyRepository } from '../git/survey.js';
import type { Report } from '../model/report.js';
import { badges } from '../report/badge.js';
import { PLAIN } from '../report/index.js';
import { publishState } from '../sync/publish-state.js';
import { lineOf } from '../trend/parse-history.js';
import { pointIn } from '../trend/point-of.js';
import type { World } from './command.js';
import { formatNamed } from './output.js';

/** Pushes it to `branch` of `remote`, or of the remote `origin`. Throws LandfallError when it cannot be pushed. */
export async function publishReport(
  world: World,
  report: Report,
  branch: string,
  remote: string | undefined,
): Promise<void> {
  const address = remote ?? (await originOf(world.cwd));
  const { hash } = await openRepository(world.cwd);
  await publishState({
    remote: address,
    branch,
    hash,
    files: stateFiles(report),
    points: report.projects.flatMap((project) => pointIn(report, project) ?? []).map(lineOf),
    subject: `state: ${report.generatedAt}`,
    config: authorization(world, address),
    signal: world.signal,
  });
  world.say(`published on ${branch}`);
}

function stateFiles(report: Report): ReadonlyMap<string, string> {
  const files = new Map([['report.json', formatNamed('json').report(report, PLAIN)]]);
  for (const { name, svg, endpoint } of badges(report, 'patches')) {
    files.set(`badges/${name}.svg`, svg);
    files.set(`badges/${name}.json`, `${JSON.stringify(endpoint, null, 2)}\n`);
  }
  return files;
}

async function originOf(cwd: string): Promise<string> {
  const { remotes } = await surveyRepository(cwd);
  const origin = remotes.find(({ name }) => name === 'origin');
  if (origin) return origin.url;
  throw new LandfallError(
    'usage',
    'ci.no-remote',
    'this repository has no remote named origin',
    'name one with --remote',
  );
}

/** The job's token as git sends it, and only to the server that gave it; in the environment of git, where no log shows it. */
function authorization({ env }: World, address: string): readonly (readonly [string, string])[] {
  const { GITHUB_TOKEN: token, GITHUB_SERVER_URL: server = 'https://github.com' } = env;
  if (!token || !address.startsWith(`${server}/`)) return [];
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [[`http.${server}/.extraheader`, `AUTHORIZATION: basic ${secret}`]];
}
