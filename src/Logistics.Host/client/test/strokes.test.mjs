import assert from 'node:assert/strict';
import test from 'node:test';

import { load } from './modules.mjs';

const { pathOf } = await load('strokes');

/** As the server reads it (Signature.cs). */
const isTaken = (path) => path.length <= 4000 && /^(M[0-9]{1,3} [0-3]?[0-9]{1,2}(L[0-9]{1,3} [0-3]?[0-9]{1,2})+)+$/.test(path);

test('What was drawn is lines on the sheet, a tap is a dot', () => {
  assert.equal(pathOf([[[10.4, 20.6], [10.5, 21], [300, 90]], [[500, 100]]]), 'M10 21L300 90M500 100L500 100');
  assert.equal(pathOf([]), null);
  assert.equal(pathOf([[]]), null);
});

test('A finger that leaves the sheet stays on its edge', () => assert.equal(pathOf([[[-5, 200], [1200, 900]]]), 'M0 200L999 399'));

test('However long somebody draws, the server takes it, and both ends of each stroke are there', () => {
  for (const points of [2, 50, 400, 5000, 40_000]) {
    const strokes = [0, 1].map((k) => Array.from({ length: points }, (_, i) => [500 + 480 * Math.sin(i / 9 + k), 200 + 190 * Math.cos(i / 5.3)]));
    const path = pathOf(strokes);
    assert.ok(isTaken(path), `${points}: ${path.length}`);
    for (const stroke of strokes) for (const [x, y] of [stroke[0], stroke.at(-1)]) assert.ok(path.includes(`${Math.round(x)} ${Math.round(y)}`));
  }
});
