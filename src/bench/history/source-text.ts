// Writes text that looks like C to a diff: names are rare, braces and returns are everywhere.
import type { Chance } from './chance.js';

const WORDS = (
  'access address alarm arena array atomic backend barrier batch bitmap block board bounce buffer bucket cache chain channel ' +
  'check chunk clock cluster command config console context control copy counter cursor daemon deadline debug decode default ' +
  'delay depth descriptor device digest direct dirty domain drain driver dump element encode engine entry error event extent ' +
  'fault feature fence field filter finish flag flush format frame free guard guest handle handler hash header heap hint host ' +
  'index info inode input insert interrupt iterator journal kernel label latch layout leaf length level limit list load local ' +
  'lock log loop machine map mask master memory merge message meta migrate mirror mode monitor mount mutex name network node ' +
  'notify object offset option order output owner packet page parent parse partition patch path pending period physical ping ' +
  'pipe plugin pointer policy pool port prefix probe process profile property protocol queue quota range rate reader record ' +
  'region register release remote request reset resource result retry return ring root route sample scan schedule sector ' +
  'segment sequence server shadow shard share signal size slab slice slot snapshot socket source stack stage start ' +
  'state static status step storage stream string stripe submit switch symbol sync table target task thread threshold ticket ' +
  'timeout timer token topology trace track transfer trigger tunnel type unit update usage vector version virtual volume ' +
  'wait walk watch weight window worker write zone'
).split(' ');

const EVERYWHERE = [
  '    return 0;',
  '    int ret = 0;',
  '    if (ret < 0) {',
  '        return ret;',
  '    }',
  '',
  '    goto out;',
];

/** One word, such as file and folder names are made of. */
export function word(chance: Chance): string {
  return chance.pick(WORDS);
}

/** A name of three words: one in eight million. */
function name(chance: Chance): string {
  return `${word(chance)}_${word(chance)}_${word(chance)}`;
}

/** A statement that hardly stands anywhere else. */
export function statement(chance: Chance): string {
  const kinds = [
    () => `    s->${name(chance)} = ${name(chance)}(s, ${chance.below(4096)});`,
    () => `    ${name(chance)}(s->${name(chance)}, &${name(chance)});`,
    () => `    if (${name(chance)}(s) != s->${name(chance)}) {`,
    () => `    trace_${name(chance)}(s->${name(chance)}, ret);`,
  ];
  return chance.pick(kinds)();
}

/** Lines of a function's body; about a third of them stand in every other function too. */
export function body(chance: Chance, lines: number): string[] {
  return Array.from({ length: lines }, () => (chance.happens(1 / 3) ? chance.pick(EVERYWHERE) : statement(chance)));
}

/** A whole function. */
export function functionText(chance: Chance): string[] {
  const head = `static int ${name(chance)}(struct ${name(chance)} *s, int ${word(chance)})`;
  return [head, '{', ...body(chance, 6 + chance.below(14)), '}', ''];
}

/** The line with one of its names changed: what review does to a patch. */
export function reworded(chance: Chance, line: string): string {
  return line.replace(/[a-z]+_[a-z]+_[a-z]+/, name(chance));
}

/** Words that stand for the names of a project's things: three thousand, as `queuehead`. */
const TERMS = Array.from({ length: 3000 }, (_, place) => {
  const first = WORDS[place % WORDS.length] ?? '';
  return `${first}${WORDS[(place * 7 + Math.floor(place / WORDS.length)) % WORDS.length] ?? ''}`;
});

/**
 * First line of a message. A few words are in every tenth subject, half of those it has are in fewer than one of two
 * hundred: so it is in 30,000 commits of QEMU (median 111 commits a word) and of GDB (147).
 */
export function subjectLine(chance: Chance, area: string): string {
  const term = () => chance.pickByRank(TERMS);
  const verb = chance.pick(['fix', 'add', 'remove', 'use', 'rework', 'split', 'avoid', 'check', 'simplify', 'move']);
  return `${area}: ${verb} ${term()} ${term()} of the ${term()} ${term()}`;
}

/** What a commit says. */
export function message(chance: Chance, subject: string, author: string, trailer = ''): string {
  const prose = `The ${word(chance)} ${word(chance)} is not ${chance.pick(['needed', 'safe', 'checked', 'freed'])} when\nthe ${word(chance)} ${word(chance)} comes first.`;
  return `${subject}\n\n${prose}\n\n${trailer}Signed-off-by: ${author}\n`;
}
