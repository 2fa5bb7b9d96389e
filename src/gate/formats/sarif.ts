// SARIF 2.1.0 (OASIS): what code scanning of GitHub and others show. A result for each patch at fault.
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { GateCheck, GateProject, GateResult, GateViolation } from '../../model/gate-result.js';
import { cleanStrings, escapeInJson, visible } from '../../report/clean.js';
import type { GateFormat } from './format.js';
import { checkLines, fixesOf, RULE_MEANING, violationWords } from './words.js';

/** Results point to the project's config file, where its rules and annotations stand; an excuse is a suppression. */
export const sarif: GateFormat = {
  name: 'sarif',
  says: 'SARIF 2.1.0 for code scanning',
  render: (result) => {
    const log = logOf(cleanStrings(result, (words) => visible(words)));
    return `${escapeInJson(JSON.stringify(log, null, 2))}\n`;
  },
};

const RULE_IDS = Object.keys(RULE_MEANING) as readonly GateCheck['rule'][];

function logOf({ tool, projects }: GateResult): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: RULE_IDS.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: projects.flatMap((project) => project.checks.flatMap((check) => resultsOf(project, check))),
      },
    ],
  };
}

function ruleOf(id: GateCheck['rule']): ReportingDescriptor {
  return { id, shortDescription: { text: RULE_MEANING[id] }, defaultConfiguration: { level: 'error' } };
}

/** A result for each patch at fault; one for the whole where the rule names none. */
function resultsOf(project: GateProject, check: GateCheck): Result[] {
  if (check.outcome === 'pass') return [];
  if (check.violations.length > 0) return check.violations.map((violation) => patchResult(project, check, violation));
  return [{ ...frame(project, check, ''), level: levelOf(check), message: { text: checkLines(check, 0).join('\n') } }];
}

function patchResult(project: GateProject, check: GateCheck, violation: GateViolation): Result {
  const { excuse } = violation;
  const fixes = new Set([...fixesOf({ ...check, violations: [] }), violation.fix]);
  return {
    ...frame(project, check, violation.patch),
    level: levelOf(violation),
    message: { text: [violationWords(violation), ...[...fixes].map((fix) => `To do: ${fix}`)].join('\n') },
    ...(excuse ? { suppressions: [{ kind: 'external', justification: excuse.reason }] } : {}),
  };
}

function frame({ name, file }: GateProject, { rule }: GateCheck, patch: string): Omit<Result, 'message'> {
  const logicalLocations = [{ fullyQualifiedName: patch === '' ? name : `${name}/${patch}`, kind: 'resource' }];
  const uri = file?.split('/').map(encodeURIComponent).join('/');
  const place = uri === undefined ? {} : { physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } };
  return {
    ruleId: rule,
    ruleIndex: RULE_IDS.indexOf(rule),
    locations: [{ ...place, logicalLocations }],
    partialFingerprints: { 'landfall/v1': [name, rule, patch].join('/') },
  };
}

function levelOf({ outcome }: Pick<GateCheck, 'outcome'>): 'error' | 'warning' {
  return outcome === 'fail' ? 'error' : 'warning';
}
