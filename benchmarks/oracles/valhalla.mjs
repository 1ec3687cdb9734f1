// A second opinion on travel times: the same pairs of places asked of Valhalla and of `logistics roads`.
// Opt-in, no dependency: install the package where you like, and name the folder.
//   npm install --prefix /tmp/oracle @valhallajs/valhallajs@3.6.1
//   node benchmarks/oracles/valhalla.mjs --modules /tmp/oracle --logistics artifacts/bin/Logistics.Cli/release/logistics --extract montpellier.osm.pbf
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: {
    modules: { type: 'string' }, logistics: { type: 'string' }, extract: { type: 'string' }, profile: { type: 'string', default: 'van-3t5' },
    pairs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' }, worst: { type: 'string', default: '20' },
  },
});
for (const name of ['modules', 'logistics', 'extract'])
  if (!given[name])
    throw new Error(`--${name} is missing`);

const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
const at = name => join(folder, name);
const ours = (...words) => execFileSync(given.logistics, ['roads', ...words], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
ours('build', resolve(given.extract), '--out', at('region.roads'), '--slices', 'day', '--profile', given.profile);

// mulberry32: a few lines, the same numbers everywhere.
let state = Number(given.seed) >>> 0;
const random = () => {
  state = state + 0x6D2B79F5 >>> 0;
  let t = Math.imul(state ^ state >>> 15, 1 | state);
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
  return ((t ^ t >>> 14) >>> 0) / 4294967296;
};

// Places in the middle of stretches of road, so that no walk and no choice of road comes between.
const lines = JSON.parse(ours('info', at('region.roads'), '--geojson')).features.map(line => line.geometry.coordinates);
const places = [];
const count = Math.ceil(Math.sqrt(Number(given.pairs))) + 1;
while (places.length < count) {
  const line = lines[Math.floor(random() * lines.length)];
  const i = Math.floor(random() * (line.length - 1));
  places.push([(line[i][0] + line[i + 1][0]) / 2, (line[i][1] + line[i + 1][1]) / 2]);
}
writeFileSync(at('places.csv'), places.map(place => place.join(',')).join('\n'));
const table = JSON.parse(ours('matrix', at('region.roads'), '--points', at('places.csv'), '--json'));
const [seconds, metres] = [table.seconds ?? table.durations, table.metres ?? table.distances];

const { Actor, getConfig } = createRequire(join(resolve(given.modules), 'package.json'))('@valhallajs/valhallajs');
const config = await getConfig({ tileDir: at('tiles'), tileExtract: '' });
config.mjolnir.tile_dir = at('tiles');
delete config.mjolnir.tile_extract;
config.mjolnir.concurrency = 2;
writeFileSync(at('config.json'), JSON.stringify(config));
const binaries = join(resolve(given.modules), 'node_modules/@valhallajs/valhallajs/linux/x64');
execFileSync(join(binaries, 'valhalla_build_tiles'), ['-c', at('config.json'), resolve(given.extract)], { stdio: 'ignore' });
const actor = new Actor(config);
const point = ([lon, lat]) => ({ lon, lat });
const van = { height: 2.7, width: 2.3 }; // as the profile van-3t5 has them
const costing = { costing: 'auto', costing_options: { auto: van }, directions_type: 'none' };
const route = async (from, to) => {
  try {
    const { trip } = await actor.route({ locations: [from, to].map(place => ({ ...point(place), node_snap_tolerance: 0 })), ...costing });
    return trip.summary;
  } catch (failure) {
    if (!/No path|No suitable edges/.test(failure.message))
      throw failure;
    return null; // an honest answer, counted below
  }
};

const pairs = [];
let refused = 0;
for (let from = 0; from < places.length && pairs.length + refused < Number(given.pairs); from++)
  for (let to = 0; to < places.length && pairs.length + refused < Number(given.pairs); to++) {
    if (from === to || seconds[from][to] === null)
      continue;
    const theirs = await route(places[from], places[to]);
    if (theirs === null || theirs.time === 0)
      refused++;
    else
      pairs.push({ from, to, ours: seconds[from][to], oursKm: metres[from][to] / 1000, theirs: theirs.time, theirsKm: theirs.length });
  }

const mean = numbers => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const correlation = (a, b) => {
  const [ma, mb] = [mean(a), mean(b)];
  const sum = f => a.reduce((total, _, i) => total + f(a[i] - ma, b[i] - mb), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum(x => x * x) * sum((_, y) => y * y));
};
const ratios = pairs.map(pair => pair.ours / pair.theirs).sort((a, b) => a - b);
const quantile = (sorted, q) => sorted[Math.floor(q * (sorted.length - 1))];
const kilometres = pairs.map(pair => pair.oursKm / pair.theirsKm).sort((a, b) => a - b);
console.log(`${pairs.length} pairs, ${refused} that Valhalla cannot answer; seed ${given.seed}`);
console.log(`correlation of durations ${correlation(pairs.map(p => p.ours), pairs.map(p => p.theirs)).toFixed(4)}, of lengths ${correlation(pairs.map(p => p.oursKm), pairs.map(p => p.theirsKm)).toFixed(4)}`);
console.log(`ours / theirs, time: 5 % ${quantile(ratios, 0.05).toFixed(2)}, median ${quantile(ratios, 0.5).toFixed(2)}, 95 % ${quantile(ratios, 0.95).toFixed(2)}`);
console.log(`ours / theirs, length: 5 % ${quantile(kilometres, 0.05).toFixed(2)}, median ${quantile(kilometres, 0.5).toFixed(2)}, 95 % ${quantile(kilometres, 0.95).toFixed(2)}`);

// The pairs that stand out most from the usual ratio, and what Valhalla thinks of the way that we drive.
const usual = quantile(ratios, 0.5);
const worst = pairs.toSorted((a, b) => Math.abs(Math.log(b.ours / b.theirs / usual)) - Math.abs(Math.log(a.ours / a.theirs / usual))).slice(0, Number(given.worst));
for (const pair of worst) {
  const [from, to] = [places[pair.from], places[pair.to]].map(place => place.map(degrees => degrees.toFixed(6)).join(','));
  const shape = JSON.parse(ours('path', at('region.roads'), '--from', from, '--to', to, '--geojson')).geometry.coordinates;
  let verdict;
  try {
    const { trip } = await actor.traceRoute({ shape: shape.map(point), ...costing, shape_match: 'map_snap' });
    verdict = `our way takes them ${trip.summary.time.toFixed(0)} s, ${trip.summary.length.toFixed(2)} km`;
  } catch (failure) {
    verdict = `they cannot drive our way (${failure.message})`;
  }
  console.log(`${from} -> ${to}: ours ${pair.ours.toFixed(0)} s ${pair.oursKm.toFixed(2)} km, theirs ${pair.theirs.toFixed(0)} s ${pair.theirsKm.toFixed(2)} km, ratio ${(pair.ours / pair.theirs).toFixed(2)}; ${verdict}`);
}
