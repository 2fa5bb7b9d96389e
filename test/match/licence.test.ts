// What of a new file is its licence.
import { expect, test } from 'vitest';
import { licenceLines } from '../../src/match/licence.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const BLOB = '1'.repeat(40);

/** Texts of the lines that are taken for the licence of a new file with this content, or of a changed one. */
function licenceOf(content: string, isNew = true): string[] {
  const lines = content.trimEnd().split('\n');
  const old = isNew
    ? `new file mode 100644\nindex ${'0'.repeat(40)}..${BLOB}\n--- /dev/null`
    : `index ${BLOB}..${BLOB}\n--- a/a.c`;
  const body = lines.map((line) => `+${line}\n`).join('');
  const text = `diff --git a/a.c b/a.c\n${old}\n+++ b/a.c\n@@ -0,0 +1,${lines.length} @@\n${body}`;
  const [file] = parseDiff(Buffer.from(text));
  if (!file) throw new Error('no file in the diff');
  const places = licenceLines(file);
  return lines.filter((_, place) => places.has(place)).filter((line) => line !== '');
}

test.each([
  [
    'C',
    '/*\n * Copyright (c) 2020 A. Author\n\n   All rights reserved.\n */\n\n',
    '#include <stdio.h>\nint main(void);\n',
  ],
  ['C, one line', '// SPDX-License-Identifier: GPL-2.0-or-later\n', '#define A 1\n'],
  ['shell', '#!/bin/sh\n# Licensed under the same terms as the rest.\n', 'exit 0\n'],
  ['m4', 'dnl Copyright (C) 2019\ndnl of somebody\n', 'AC_INIT\n'],
  ['XML', '<!-- Copyright 2020\n     of somebody -->\n', '<a/>\n'],
])('%s: the comment at the head is, the code below is not', (_, licence, code) => {
  expect(licenceOf(licence + code)).toEqual(licence.split('\n').filter((line) => line !== ''));
});

test('a comment that does not speak of rights says what the file is for', () => {
  expect(licenceOf('/* Rings of descriptors shared with the guest. */\nint a;\n')).toEqual([]);
});

test('a licence that is changed in an old file is the change', () => {
  expect(licenceOf('/* Copyright (c) 2020 A. Author */\n', false)).toEqual([]);
});

test('code between two comments ends the head', () => {
  expect(licenceOf('/* Copyright A */\nint a;\n/* Copyright B */\nint b;\n')).toEqual(['/* Copyright A */']);
});
