import assert from 'node:assert/strict';
import test from 'node:test';

import { load, task } from './modules.mjs';

const { grams, linesOf, shared, tenths } = await load('amounts');

test('Kilograms and degrees are read as people write them', () => {
  assert.deepEqual(['12,5', ' 1 250 ', '0', '0.0004'].map(grams), [12_500, 1_250_000, 0, 0]);
  assert.deepEqual(['', 'douze', '-1', '1e9'].map(grams), [null, null, null, null]);
  assert.deepEqual(['3,5', '−18', '-0,4', '', '400'].map(tenths), [35, -180, -4, null, null]);
});

test('Shares are whole and sum to the whole, whatever the parts', () => {
  // 10 among 1, 1, 1: three each, and the rest to the first.
  assert.deepEqual(shared(10, [1, 1, 1]), [4, 3, 3]);
  assert.deepEqual(shared(7, [0, 0]), [4, 3]);
  for (let seed = 1; seed < 500; seed++) {
    const parts = Array.from({ length: 1 + (seed % 7) }, (_, i) => (seed * 7919 * (i + 3)) % 1000);
    const whole = (seed * 104_729) % 100_000;
    assert.equal(shared(whole, parts).reduce((sum, part) => sum + part, 0), whole, `seed ${seed}`);
  }
});

test('Scales tell of all that was not said by hand', () => {
  const tasks = [task('pickup', 'x'), task('pickup', 'y'), task('pickup', 'z')];
  const exceptions = new Map([['a-z', { did: 'refused', still: 200, reason: 'soft' }]]);
  // 1700 g on the scales, 200 of them of z: 1500 are shared among x and y, 1000 to 2000.
  assert.deepEqual(linesOf('pickup', tasks, [1000, 2000, 1000], exceptions, new Map([['', 1700]])), [
    { allocation: 'a-x', did: 'taken', quantityG: 500 }, { allocation: 'a-y', did: 'taken', quantityG: 1000 },
    { allocation: 'a-z', did: 'taken', quantityG: 200 }, { allocation: 'a-z', did: 'refused', quantityG: 800, reason: 'soft' },
  ]);
});

test('A family is weighed by itself and the others stay as planned', () => {
  const tasks = [task('delivery', 'x', { family: 'dairy' }), task('delivery', 'y')];
  assert.deepEqual(linesOf('delivery', tasks, [1000, 2000], new Map(), new Map([['dairy', 900]])).map((line) => [line.did, line.quantityG]), [['given', 900], ['given', 2000]]);
});
