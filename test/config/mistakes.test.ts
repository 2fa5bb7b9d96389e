// Every mistake a config file can hold is told with its place, what was expected, and the nearest key.
import { describe, expect, it } from 'vitest';
import { failureOf, failureOfText, loadFrom, SMALLEST } from './support.js';

const withBranch = (branch: string): string => SMALLEST.replace('main', branch);
const withBranches = (branches: string): string => SMALLEST.replace('[mine]', branches);
const HEX = "'0123abc'";

describe('a mistake in a config file', () => {
  it.each([
    [
      'a misspelt key',
      'upstream:\n  url: x\n  brnach: dev\n  branch: dev\ndownstream: [{branches: [a]}]\n',
      'config.unknown-key',
      "landfall.yaml:3:3: upstream: unknown key 'brnach'; did you mean 'branch'?",
    ],
    [
      'a key that is like no other',
      `${SMALLEST}zzz: 1\n`,
      'config.unknown-key',
      "3:1: unknown key 'zzz'; expected one of name, title, upstream",
    ],
    ['a merge key', `${SMALLEST}<<: {title: x}\n`, 'config.unknown-key', "3:1: unknown key '<<'"],
    [
      'a key that JavaScript treats specially',
      `${SMALLEST}__proto__: {title: x}\n`,
      'config.unknown-key',
      "3:1: unknown key '__proto__'",
    ],
    [
      'a missing key',
      'upstream:\n  url: x\ndownstream: [{branches: [a]}]\n',
      'config.missing-key',
      '1:1: upstream.branch: missing; expected a text (The branch patches land on',
    ],
    ['a key written twice', `${SMALLEST}upstream: 1\n`, 'config.duplicate-key', "3:1: key 'upstream' is written twice"],
    [
      'a branch that YAML reads as infinity',
      withBranch('4e12345'),
      'config.wrong-type',
      "1:53: upstream.branch: YAML reads this as the number Infinity; quote it: '4e12345'",
    ],
    [
      'a commit id that YAML reads as a number',
      `${SMALLEST}annotations: [{commit: 1234567, status: local}]\n`,
      'config.wrong-type',
      "annotations[0].commit: YAML reads this as the number 1234567; quote it: '1234567'",
    ],
    [
      'a base that YAML reads as a number',
      SMALLEST.replace('[mine]', '[mine], base: 1.0'),
      'config.wrong-type',
      "YAML reads this as the number 1; quote it: '1.0'",
    ],
    [
      'a tilde that YAML reads as nothing',
      `${SMALLEST}title: ~\n`,
      'config.wrong-type',
      "3:8: title: YAML reads this as nothing; quote it: '~'",
    ],
    ['a truth value for a text', withBranch('true'), 'config.wrong-type', "the truth value true; quote it: 'true'"],
    [
      'a text for a list',
      withBranches('mine'),
      'config.wrong-type',
      "downstream[0].branches: expected a list, such as ['a', 'b'], found the text 'mine'",
    ],
    [
      'a text for a truth value',
      `${SMALLEST}annotations: [{subject: a, status: local, hold: yes}]\n`,
      'config.wrong-type',
      "expected true or false, found the text 'yes'",
    ],
    [
      'a section left empty',
      `${SMALLEST}settings:\n  search:\n`,
      'config.wrong-type',
      'settings.search: expected a mapping of keys, found nothing',
    ],
    ['a file that is a list', '- a\n- b\n', 'config.wrong-type', '1:1: expected a mapping of keys, found a list'],
    ['an empty list', withBranches('[]'), 'config.wrong-value', 'downstream[0].branches: expected at least one entry'],
    ['an empty text', `${SMALLEST}title: ''\n`, 'config.wrong-value', 'title: expected some text, found an empty one'],
    [
      'a word outside a closed list',
      `${SMALLEST}annotations: [{commit: ${HEX}, status: lokal}]\n`,
      'config.wrong-value',
      "did you mean 'local'?",
    ],
    [
      'a name with a path in it',
      `${SMALLEST}name: ../../etc/passwd\n`,
      'config.wrong-value',
      '3:7: name: expected small letters',
    ],
    [
      'a name too long for a file',
      `${SMALLEST}name: ${'a'.repeat(65)}\n`,
      'config.wrong-value',
      'name: expected at most 64 characters',
    ],
    [
      'an exception for the gate without an end',
      `${SMALLEST}annotations: [{subject: a, gate: warn, reason: b}]\n`,
      'config.wrong-value',
      'annotations[0].gate: expected a reason and an expires beside it',
    ],
    [
      'a day that is none',
      `${SMALLEST}annotations: [{subject: a, status: local, expires: 2026-02-30}]\n`,
      'config.wrong-value',
      "annotations[0].expires: expected a day such as 2026-12-31; found '2026-02-30'",
    ],
    [
      'a rule of the gate that is misspelt',
      `${SMALLEST}gate: {max-patch: 3}\n`,
      'config.unknown-key',
      "gate: unknown key 'max-patch'; did you mean 'max-patches'?",
    ],
    [
      'a limit of the gate that is no number',
      `${SMALLEST}gate: {max-lines: many}\n`,
      'config.wrong-value',
      "gate.max-lines: expected a number, or {most: a number, level: warn}; found 'many'",
    ],
    [
      'an escape sequence in a title',
      `${SMALLEST}title: "\\e[31mred"\n`,
      'config.wrong-value',
      "title: expected one line of text, without control characters; found '\\u{1b}[31mred'",
    ],
    [
      'an option in place of a URL',
      SMALLEST.replace('https://example.org/up.git', '--upload-pack=x'),
      'config.wrong-value',
      'upstream.url: expected a path or URL; one that begins with a dash',
    ],
    [
      'a variable that is not closed',
      SMALLEST.replace('branches', "repository: '${HOME', branches"),
      'config.wrong-value',
      'expected variables as ${NAME} or ${NAME:-default}',
    ],
    [
      'a path filter outside the repository',
      SMALLEST.replace('[mine]', '[mine], paths: [../x]'),
      'config.wrong-value',
      "downstream[0].paths[0]: expected a path relative to the repository's root",
    ],
    [
      'a lone exclamation mark as glob',
      withBranches("['!']"),
      'config.wrong-value',
      "expected a pattern behind the '!'",
    ],
    [
      'two ways to contribute',
      `${SMALLEST}contribute: {list: a@example.org, web: https://example.org}\n`,
      'config.wrong-value',
      'contribute: expected exactly one of pull-request, list, web',
    ],
    [
      'a contribution page that is no URL',
      `${SMALLEST}contribute: {web: example.org}\n`,
      'config.wrong-value',
      'contribute.web: expected a URL that begins with https://',
    ],
    [
      'a list that is no mail address',
      `${SMALLEST}contribute: {list: qemu-devel}\n`,
      'config.wrong-value',
      'contribute.list: expected a mail address',
    ],
    [
      'an annotation that names no patch',
      `${SMALLEST}annotations: [{status: local}]\n`,
      'config.wrong-value',
      'annotations[0]: expected exactly one of commit, file, patch-id, subject',
    ],
    [
      'an annotation that names two',
      `${SMALLEST}annotations: [{commit: ${HEX}, subject: a, status: local}]\n`,
      'config.wrong-value',
      'expected exactly one of commit, file, patch-id, subject',
    ],
    [
      'an annotation that says nothing',
      `${SMALLEST}annotations: [{commit: ${HEX}}]\n`,
      'config.wrong-value',
      'it says nothing about the patch',
    ],
    [
      'a hold of nothing',
      `${SMALLEST}annotations: [{commit: ${HEX}, reason: a, hold: true}]\n`,
      'config.wrong-value',
      'annotations[0].hold: expected a status beside it',
    ],
    [
      'an id that is not hex',
      `${SMALLEST}annotations: [{commit: master, status: local}]\n`,
      'config.wrong-value',
      "annotations[0].commit: expected 7 to 64 hex digits; found 'master'",
    ],
    [
      'an upstream that is neither id nor URL',
      `${SMALLEST}annotations: [{subject: a, upstream: soon}]\n`,
      'config.wrong-value',
      'annotations[0].upstream: expected a commit id (7 to 64 hex digits) or a URL',
    ],
    [
      'a share above one',
      `${SMALLEST}settings:\n  verdict: {landed: 1.2}\n`,
      'config.wrong-value',
      '4:21: settings.verdict.landed: expected at most 1, found the number 1.2',
    ],
    [
      'a count below zero',
      `${SMALLEST}settings: {limits: {tipFiles: -1}}\n`,
      'config.wrong-value',
      'settings.limits.tipFiles: expected at least 0, found the number -1',
    ],
    [
      'a half of a commit',
      `${SMALLEST}settings: {search: {candidates: 1.5}}\n`,
      'config.wrong-type',
      'expected a whole number, found the number 1.5',
    ],
    [
      'thresholds in the wrong order',
      `${SMALLEST}settings:\n  verdict: {band: 0.99, landed: 1}\n`,
      'config.wrong-value',
      '4:19: settings.verdict.band: expected at most verdict.landedSupported',
    ],
    [
      'a glob that YAML reads as an alias',
      withBranches('[*-next]'),
      'config.syntax',
      "2:26: '*-next' is read as a YAML alias; quote texts that begin with '*'",
    ],
    [
      'a glob that YAML reads as a tag',
      withBranches('[!*-rc*]'),
      'config.syntax',
      "2:26: '!*-rc*' is read as a YAML tag; quote texts that begin with '!'",
    ],
    [
      'a list that is not closed',
      'upstream: [1\ndownstream: x\n',
      'config.syntax',
      'landfall.yaml:2:1: not valid YAML',
    ],
    [
      'a tab as indentation',
      'upstream:\n\turl: x\n',
      'config.syntax',
      '2:1: not valid YAML: Tabs are not allowed as indentation',
    ],
    ['two documents', `${SMALLEST}---\ntitle: a\n`, 'config.syntax', "3:1: expected one document; remove the '---'"],
    ['a list as key', `${SMALLEST}? [a]\n: 1\n`, 'config.syntax', '3:3: expected a plain word as key'],
  ])('%s', async (_, text, code, says) => {
    const error = await failureOfText(text);
    expect(error.message).toContain(says);
    expect(error).toMatchObject({ kind: 'usage', code });
    expect(error.hint).toContain('schema');
  });

  it('is told together with all the others, in the order of lines', async () => {
    const error = await failureOfText('upstream:\n  url: x\n  branch: dev\n  nxt: []\ntitel: a\ndownstream: []\n');
    expect(error.message).toBe(
      [
        '3 errors in the config file:',
        "  landfall.yaml:4:3: upstream: unknown key 'nxt'; did you mean 'next'?",
        "  landfall.yaml:5:1: unknown key 'titel'; did you mean 'title'?",
        '  landfall.yaml:6:13: downstream: expected at least one entry',
      ].join('\n'),
    );
  });

  it('is told for all files of a folder at once', async () => {
    const broken = { 'config/a.yaml': `${SMALLEST}x: 1\n`, 'config/b.yaml': `${SMALLEST}y: 1\n` };
    const error = await failureOf(loadFrom(broken, { config: 'config' }));
    expect(error.message).toMatch(
      /^2 errors in 2 config files:\n {2}config\/a\.yaml:3:1: .*\n {2}config\/b\.yaml:3:1: /u,
    );
  });

  it('is found behind an alias', async () => {
    const text = `${SMALLEST}annotations: [&one {subject: a, status: lokal}, *one]\n`;
    expect((await failureOfText(text)).message).toContain('annotations[1].status');
  });
});

it('in the syntax is told once, without what follows from it', async () => {
  const error = await failureOfText(SMALLEST.replace('https://example.org', '${HOST}'));
  expect(error.message).toBe("landfall.yaml:1:17: quote texts with '${' in them inside [ ] and { }");
  const twice = await failureOfText(`${SMALLEST}upstream: 1\ndownstream: 1\n`);
  expect(twice.message).toMatch(/^2 errors in the config file:\n.*key 'upstream'.*\n.*key 'downstream'/u);
});

describe('a file made to do harm', () => {
  it('of aliases that multiply is refused', async () => {
    const nine = (name: string): string => `[${Array.from({ length: 9 }, () => name).join(',')}]`;
    const bomb = `a: &a ${nine('x')}\nb: &b ${nine('*a')}\nc: &c ${nine('*b')}\nd: ${nine('*c')}\n`;
    expect(await failureOfText(bomb)).toMatchObject({ code: 'config.syntax', message: /aliases .* repeat too much/u });
  });

  it('of brackets without end is refused with a short message', async () => {
    const error = await failureOfText('['.repeat(30_000));
    expect(error.code).toBe('config.syntax');
    expect(error.message.length).toBeLessThan(5_000);
  });

  it('cannot send escape sequences to a terminal', async () => {
    const keys = await failureOfText(`${SMALLEST}"\\u001b[2J\u009b31m\u202e": 1\n`);
    expect(keys.message).toContain("unknown key '\\u{1b}[2J\\u{9b}31m\\u{202e}'");
    const syntax = await failureOfText('upstream: "\\\u001b[2J"\n');
    // oxlint-disable-next-line no-control-regex
    expect(syntax.message).not.toMatch(/\u001b/u);
  });

  it.each([
    ['larger than a config can be', '#'.repeat(1024 * 1024 + 1), 'is larger than'],
    ['that is not UTF-8', new Uint8Array([0x61, 0x3a, 0x20, 0xff]), 'is not UTF-8 text'],
  ])('%s is refused', async (_, content, says) => {
    const error = await failureOfText(content);
    expect(error).toMatchObject({ kind: 'usage', code: 'config.unreadable' });
    expect(error.message).toContain(says);
  });
});
