// The built modules, and a round that is small enough to see through.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

export const load = (name) => import(pathToFileURL(join(process.env.MODULES, `${name}.mjs`)));

export const task = (kind, lot, more = {}) => ({
  kind, allocation: `a-${lot}`, lot, product: lot, family: 'other', familyName: 'Other', date: '', expectedG: 1000, highG: 1000, crates: 0, for: 'someone', own: false, from: 'somebody', ...more,
});

/** A stop so many kilometres east of nowhere. */
export const stop = (site, east, ...tasks) => ({
  site, name: site, address: '', longitude: 3 + east / 81, latitude: 43.5, arrival: '2026-03-27T08:00:00Z', begin: '2026-03-27T08:00:00Z', departure: '2026-03-27T08:10:00Z',
  opens: [], aboardG: 0, aboardCrates: 0, empties: [], tasks,
});

export const told = (seq, more = {}) => ({
  seq, id: `id-${seq}`, round: 'r', kind: 'proof', body: { id: `id-${seq}` }, covers: [], taken: {}, stop: null, state: 'waiting', photo: 'none', said: [], ...more,
});
