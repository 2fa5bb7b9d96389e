// Siblings: functions that are alike but for their names.
import { expect, test } from 'vitest';
import { definedName, otherNames } from '../../src/match/other-names.js';

test.each([
  ['int fixup_iss(void **param, int param_no)', 'fixup_iss'],
  ['static struct ring *ring_new(void)', 'ring_new'],
  ['#define RING_SIZE(x) (x)', 'RING_SIZE'],
  ['    def test_gateway(self):', 'test_gateway'],
  ['func (s *Server) Close() error {', 'Close'],
  ['class Ring:', 'Ring'],
  ['        return fixup_spve_null(param, 1);', null],
  ['return fixup(param);', null],
  ['switch(param_no) {', null],
])('%s defines %s', (text, name) => {
  expect(definedName(text)).toBe(name);
});

test('a name that the commit does not have at all is told, with what stands in its place', () => {
  const pairs = [{ ours: 'int fixup_iss(void **param)', theirs: 'int fixup_ssi(void **param)' }];
  expect(otherNames(pairs, [], ['int fixup_ssi(void **param)'])).toEqual([{ ours: 'fixup_iss', theirs: 'fixup_ssi' }]);
});

test('a changed signature is no other name, nor is a line that was paired with a neighbour', () => {
  expect(otherNames([{ ours: 'int peek(void)', theirs: 'int peek(int n)' }], [], ['int peek(int n)'])).toEqual([]);
  const pairs = [{ ours: 'int ring_put(void)', theirs: 'int ring_get(void)' }];
  expect(otherNames(pairs, [], ['int ring_get(void)', 'long ring_put(void)'])).toEqual([]);
});

test('a name that a line of both calls it by was only edited where it is defined', () => {
  const pairs = [{ ours: 'int fixup_isx(void **param)', theirs: 'int fixup_ssi(void **param)' }];
  const commit = ['int fixup_ssi(void **param)', '  { "ssi", fixup_ssi },'];
  expect(otherNames(pairs, ['  { "ssi", fixup_ssi },'], commit)).toEqual([]);
});
