import assert from 'node:assert/strict';
import test from 'node:test';

import { load, stop, task } from './modules.mjs';

const { coversOf } = await load('round');

test('Who comes back for more of a lot has not been there the second time yet', () => {
  const [first, other, second] = [stop('shop', 1, task('pickup', 'bread')), stop('farm', 9, task('pickup', 'bread')), stop('shop', 1, task('pickup', 'bread'), task('pickup', 'milk'))];
  const round = { stops: [first, other, second] };
  assert.deepEqual(coversOf(round, first), ['pickup:shop:bread']);
  assert.deepEqual(coversOf(round, other), ['pickup:farm:bread']);
  assert.deepEqual(coversOf(round, second), ['pickup:shop:bread#1', 'pickup:shop:milk']);
});
