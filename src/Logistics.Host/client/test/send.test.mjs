import assert from 'node:assert/strict';
import test from 'node:test';

import { load, told } from './modules.mjs';

const { send } = await load('send');

/** A queue in a list. */
function queueOf(...tellings) {
  const photos = new Map(tellings.filter((one) => one.photo === 'waiting').map((one) => [one.id, new Blob(['photo'])]));
  const queue = {
    tellings,
    photos,
    told: async () => [...queue.tellings],
    amend: async (changed) => { queue.tellings = queue.tellings.map((one) => (one.seq === changed.seq ? changed : one)); },
    photo: async (id) => photos.get(id),
    photoArrived: async (one) => { photos.delete(one.id); await queue.amend({ ...one, photo: 'sent' }); },
  };
  return queue;
}

const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } });

/** A server that records, knows again, and refuses what it is told to. */
function serverOf({ refuses = [], lose = 0, status = null } = {}) {
  const server = {
    known: new Map(),
    order: [],
    photos: [],
    ask: async (path, { body }) => {
      if (status) return json({ title: 'no' }, status);
      if (path.endsWith('/photo')) {
        server.photos.push(path.split('/')[3]);
        return new Response(null, { status: 204 });
      }
      const items = [JSON.parse(body)].flat();
      const results = items.map((item) => {
        if (refuses.includes(item.id)) return { outcome: 'refused', problems: [{ cause: 'Why.', action: 'What to do.' }] };
        const outcome = server.known.has(item.id) ? 'known' : 'recorded';
        server.known.set(item.id, item);
        if (outcome === 'recorded') server.order.push(item.id);
        return { outcome, problems: [] };
      });
      // The server has committed, and nobody hears of it.
      if (lose-- > 0) throw new TypeError('network');
      return json(path === '/tournee/preuves' ? results : { outcome: 'recorded' });
    },
  };
  return server;
}

test('All arrives in order and once, though replies are lost after the server committed', async () => {
  const tellings = Array.from({ length: 100 }, (_, i) => told(i, i % 7 === 3 ? { kind: 'incident' } : {}));
  const queue = queueOf(...tellings);
  const server = serverOf({ lose: 5 });
  let rounds = 0;
  while ((await send(queue, 'r', server.ask)) !== 'done') rounds++;
  assert.equal(rounds, 5);
  assert.deepEqual(server.order, tellings.map((one) => one.id));
  assert.ok(queue.tellings.every((one) => one.state === 'known'));
});

test('What is refused is kept with its words and the others go on', async () => {
  const queue = queueOf(told(0), told(1), told(2));
  assert.equal(await send(queue, 'r', serverOf({ refuses: ['id-1'] }).ask), 'done');
  assert.deepEqual(queue.tellings.map((one) => [one.state, ...one.said]), [['known'], ['review', 'Why. What to do.'], ['known']]);
});

test('A batch that is refused as a whole is told one by one', async () => {
  const queue = queueOf(told(0), told(1), told(2));
  const server = serverOf();
  const ask = async (path, how) => (JSON.parse(how.body).length > 1 || how.body.includes('id-1') ? json({ title: 'Too long' }, 413) : server.ask(path, how));
  assert.equal(await send(queue, 'r', ask), 'done');
  assert.deepEqual(queue.tellings.map((one) => [one.state, ...one.said]), [['known'], ['review', 'Too long'], ['known']]);
});

for (const [status, outcome] of [[500, 'away'], [503, 'away'], [429, 'away'], [401, 'shut'], [403, 'shut']])
  test(`After ${status} everything still waits`, async () => {
    const queue = queueOf(told(0, { photo: 'waiting' }), told(1, { kind: 'incident' }));
    assert.equal(await send(queue, 'r', serverOf({ status }).ask), outcome);
    assert.ok(queue.tellings.every((one) => one.state === 'waiting'));
    assert.equal(queue.photos.size, 1);
  });

test('A page that answers in the server\'s place, such as a portal in a station, is no answer', async () => {
  const queue = queueOf(told(0));
  for (const status of [200, 400])
    assert.equal(await send(queue, 'r', async () => new Response('<h1>Welcome</h1>', { status, headers: { 'content-type': 'text/html' } })), 'away');
  assert.equal(queue.tellings[0].state, 'waiting');
});

test('A photo follows its proof and is let go when it has arrived', async () => {
  const queue = queueOf(told(0, { photo: 'waiting' }), told(1, { photo: 'waiting' }));
  const server = serverOf({ refuses: ['id-1'] });
  assert.equal(await send(queue, 'r', server.ask), 'done');
  assert.deepEqual(server.photos, ['id-0']);
  assert.deepEqual([...queue.photos.keys()], ['id-1']);
});

test('What was told of another round waits for its link', async () => {
  const queue = queueOf(told(0, { round: 'other' }), told(1));
  assert.equal(await send(queue, 'r', serverOf().ask), 'done');
  assert.deepEqual(queue.tellings.map((one) => one.state), ['waiting', 'known']);
});
