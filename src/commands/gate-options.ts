// The options that say what a gate asks, and the rules they come to.
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { didYouMean } from '../config/nearest.js';
import { askedRules, GATE_FORMATS } from '../gate/index.js';
import { GATE_RULES, type GateConfig, type GateRuleName } from '../model/gate.js';
import { BASELINE, BASELINE_REF, type BaselineOptions } from './baseline.js';
import { OUTPUT, VERBOSE } from './options.js';

/** A command that holds projects against rules: what it asks of them, and how and where it tells. */
export function gateCommand(name: string) {
  return new Command(name)
    .addOption(MAX_PATCHES)
    .addOption(MAX_LINES)
    .addOption(MAX_SHARE)
    .addOption(MAX_DAYS_CARRIED)
    .addOption(MAX_DAYS_UNSENT)
    .addOption(CONTRADICTED)
    .addOption(UNDECLARED)
    .addOption(BASELINE)
    .addOption(BASELINE_REF)
    .addOption(WARN)
    .addOption(FORMAT)
    .addOption(OUTPUT)
    .addOption(VERBOSE);
}

/** A budget of patches; the options of rules are named as the rules are. */
const MAX_PATCHES = new Option('--max-patches <number>', 'patches that may remain to be carried').argParser(whole);

/** A budget of lines. */
const MAX_LINES = new Option('--max-lines <number>', 'added and removed lines that may remain to be carried').argParser(
  whole,
);

/** A budget as a share. */
const MAX_SHARE = new Option('--max-share <share>', 'share of the patches that may remain: 0.4 or 40%').argParser(
  share,
);

/** Days after a release. */
const MAX_DAYS_CARRIED = new Option(
  '--max-days-carried <days>',
  'days a landed patch may be carried after the release that holds it',
).argParser(whole);

/** Age of what was not sent. */
const MAX_DAYS_UNSENT = new Option(
  '--max-days-unsent <days>',
  'age at which a pending patch has to be sent, or declared local',
).argParser(whole);

/** Declarations hold. */
const CONTRADICTED = new Option('--contradicted', 'no declared status that the repositories contradict');

/** Pending patches say why. */
const UNDECLARED = new Option(
  '--undeclared',
  'no pending patch without a declared reason; with a baseline, no new one',
);

/** Softer rules. */
export const WARN = new Option('--warn <rules>', `rules that only warn: ${GATE_RULES.join(', ')}`).argParser(ruleNames);

const FORMAT = new Option('-f, --format <name>', GATE_FORMATS.map(({ name, says }) => `${name}: ${says}`).join('; '))
  .choices(GATE_FORMATS.map(({ name }) => name))
  .default(GATE_FORMATS[0].name);

export interface RuleOptions {
  readonly maxPatches?: number | undefined;
  readonly maxLines?: number | undefined;
  readonly maxShare?: number | undefined;
  readonly maxDaysCarried?: number | undefined;
  readonly maxDaysUnsent?: number | undefined;
  readonly contradicted?: true | undefined;
  readonly undeclared?: true | undefined;
  readonly warn?: readonly GateRuleName[] | undefined;
}

/** The rules of a project when the options are laid over its config. */
export function rulesFrom(gate: GateConfig, options: RuleOptions & BaselineOptions): GateConfig {
  const limits = {
    'max-patches': options.maxPatches,
    'max-lines': options.maxLines,
    'max-share': options.maxShare,
    'max-days-carried': options.maxDaysCarried,
    'max-days-unsent': options.maxDaysUnsent,
    contradicted: options.contradicted && null,
    undeclared: options.undeclared && null,
  };
  const given = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
  const hasBaseline = options.baseline !== undefined || options.baselineRef !== undefined;
  return askedRules(gate, { limits: given, warn: options.warn ?? [], hasBaseline });
}

function whole(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('Expected a whole number from 0 on.');
  return Number(text);
}

function share(text: string): number {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%)?$/u.exec(text) ?? [];
  const value = percent ? Number(number) / 100 : Number(number);
  if (number === '' || value > 1) throw new InvalidArgumentError('Expected a share such as 0.4 or 40%.');
  return value;
}

function ruleNames(text: string, before: readonly GateRuleName[] | undefined): readonly GateRuleName[] {
  // An empty list is what a template passes on when nobody has set one.
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.find((name) => !isRule(name));
  if (unknown !== undefined) {
    const rules = GATE_RULES.join(', ');
    throw new InvalidArgumentError(`No rule '${unknown}'${didYouMean(unknown, GATE_RULES)} Rules: ${rules}.`);
  }
  return [...new Set([...(before ?? []), ...names.filter(isRule)])];
}

function isRule(name: string): name is GateRuleName {
  return (GATE_RULES as readonly string[]).includes(name);
}
