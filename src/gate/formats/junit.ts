// JUnit XML: a suite for each project, a test for each rule. Read by GitLab, Jenkins and most others.
import Builder from 'fast-xml-builder';
import type { GateCheck, GateProject, GateResult } from '../../model/gate-result.js';
import { cleanStrings, visible } from '../../report/clean.js';
import type { GateFormat } from './format.js';
import { checkLines } from './words.js';

/** A broken rule is a failure, a warning is said in the output of a test that passes; no data is an error. */
export const junit: GateFormat = {
  name: 'junit',
  says: 'JUnit XML, a test for each rule',
  // XML cannot hold most control characters, not even escaped: what is visible can stand anywhere.
  render: (result) => xml.build(documentOf(cleanStrings(result, (words) => visible(words)))),
};

const xml = new Builder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  format: true,
  suppressEmptyNode: true,
});

function documentOf(result: GateResult): object {
  const checks = result.projects.flatMap((project) => project.checks);
  return {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'landfall check',
      ...countsOf(checks),
      testsuite: result.projects.map((project) => suiteOf(project, result.generatedAt)),
    },
  };
}

function suiteOf({ name, file, checks }: GateProject, generatedAt: string): object {
  return {
    '@name': name,
    ...countsOf(checks),
    // The type has no place for a zone: readers take it for UTC.
    '@timestamp': generatedAt.replace(/(?:\.\d+)?Z$/, ''),
    testcase: checks.map((check) => ({
      '@name': check.rule,
      '@classname': `landfall.${name}`,
      ...(file === null ? {} : { '@file': file }),
      ...resultOf(check),
    })),
  };
}

function resultOf(check: GateCheck): object {
  const lines = checkLines(check, Number.POSITIVE_INFINITY).join('\n');
  if (check.outcome !== 'fail') return { 'system-out': lines };
  return { [isError(check) ? 'error' : 'failure']: { '@message': check.says, '@type': check.rule, '#text': lines } };
}

function countsOf(checks: readonly GateCheck[]): object {
  const failed = checks.filter(({ outcome }) => outcome === 'fail');
  const errors = failed.filter(isError).length;
  return { '@tests': checks.length, '@failures': failed.length - errors, '@errors': errors };
}

function isError({ rule }: GateCheck): boolean {
  return rule === 'no-data' || rule === 'incomplete';
}
