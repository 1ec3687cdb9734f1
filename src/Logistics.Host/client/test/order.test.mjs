import assert from 'node:assert/strict';
import test from 'node:test';

import { load, stop, task } from './modules.mjs';

const { inOrder, resort } = await load('order');
const { stopKey } = await load('round');

const [shop, farm, grocery, kitchen] = [
  stop('shop', 1, task('pickup', 'bread')), stop('farm', 9, task('pickup', 'apples')), stop('grocery', 2, task('delivery', 'bread')), stop('kitchen', 8, task('delivery', 'apples')),
];
const open = [shop, farm, grocery, kitchen];
const sites = (order) => order.map((key) => open.find((one) => stopKey(one) === key).site);

test('The nearest comes next', () => assert.deepEqual(sites(resort(open, stop('here', 0), null, null)), ['shop', 'grocery', 'farm', 'kitchen']));

test('Going to where something is left goes first to where it is taken', () =>
  assert.deepEqual(sites(resort(open, stop('here', 0), stopKey(kitchen), null)), ['farm', 'kitchen', 'shop', 'grocery']));

test('What waits is done when nothing else can be', () => assert.deepEqual(sites(resort(open, stop('here', 0), null, stopKey(shop))), ['farm', 'kitchen', 'shop', 'grocery']));

test('Nothing is left before it was taken, in any order that is asked for', () => {
  for (const first of open)
    for (const later of open) {
      const order = sites(resort(open, stop('here', 5), stopKey(first), stopKey(later)));
      assert.equal(new Set(order).size, 4);
      assert.ok(order.indexOf('shop') < order.indexOf('grocery') && order.indexOf('farm') < order.indexOf('kitchen'), `${first.site} ${later.site}: ${order}`);
    }
});

test('Stops that an order does not know come last, as planned', () => assert.deepEqual(inOrder(open, [stopKey(kitchen)]).map((one) => one.site), ['kitchen', 'shop', 'farm', 'grocery']));
