// Draws the sketch network of the Hérault, Gard, Lozère and Haute-Loire area and writes sketch.osm and sketch-towns.json beside this file
// (or into the folder given as first argument). Same bytes on every run: the only randomness is a seeded generator.
//
// Towns lie at their real positions and main roads join them the way they do, both from general knowledge; winding stretches are lengthened
// to an honest number of kilometres. Streets inside towns are made up and bear no names. Motorways are drawn as one line open both ways.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// ---- towns: name, longitude, latitude, radius of the streets in metres, distance between streets in metres, kind --------------------------
const towns = [
  ['Montpellier', 3.8767, 43.6108, 2600, 230, 'city'],
  ['Celleneuve', 3.8295, 43.6140, 650, 170, 'suburb'],
  ['Castelnau-le-Lez', 3.9050, 43.6345, 550, 190, 'town'],
  ['Saint-Jean-de-Védas', 3.8265, 43.5775, 600, 190, 'town'],
  ['Juvignac', 3.8090, 43.6165, 400, 180, 'town'],
  ['Lattes', 3.9045, 43.5680, 600, 190, 'town'],
  ['Le Crès', 3.9385, 43.6480, 450, 180, 'town'],
  ['Palavas-les-Flots', 3.9310, 43.5295, 400, 170, 'town'],
  ['Mauguio', 4.0075, 43.6165, 500, 180, 'town'],
  ['Castries', 3.9840, 43.6785, 350, 170, 'village'],
  ['Saint-Gély-du-Fesc', 3.8050, 43.6925, 450, 180, 'town'],
  ['Saint-Martin-de-Londres', 3.7310, 43.7905, 250, 130, 'village'],
  ['Fabrègues', 3.7765, 43.5505, 400, 170, 'town'],
  ['Villeneuve-lès-Maguelone', 3.8610, 43.5325, 450, 180, 'town'],
  ['Vic-la-Gardiole', 3.7970, 43.4905, 300, 150, 'village'],
  ['Frontignan', 3.7545, 43.4475, 900, 170, 'town'],
  ['Sète', 3.6960, 43.4045, 1100, 170, 'town'],
  ['Balaruc-les-Bains', 3.6790, 43.4430, 500, 160, 'town'],
  ['Mèze', 3.6055, 43.4265, 600, 160, 'town'],
  ['Gigean', 3.7115, 43.4995, 450, 160, 'town'],
  ['Poussan', 3.6705, 43.4885, 350, 150, 'town'],
  ['Pézenas', 3.4235, 43.4605, 750, 160, 'town'],
  ['Montagnac', 3.4845, 43.4800, 400, 150, 'town'],
  ['Paulhan', 3.4575, 43.5395, 420, 150, 'town'],
  ['Béziers', 3.2160, 43.3440, 1600, 230, 'city'],
  ['Agde', 3.4715, 43.3135, 900, 180, 'town'],
  ['Marseillan', 3.5280, 43.3555, 450, 160, 'town'],
  ["Clermont-l'Hérault", 3.4325, 43.6275, 700, 170, 'town'],
  ['Saint-André-de-Sangonis', 3.5030, 43.6490, 400, 160, 'town'],
  ['Gignac', 3.5510, 43.6525, 500, 160, 'town'],
  ['Aniane', 3.5860, 43.6850, 300, 140, 'village'],
  ['Lodève', 3.3160, 43.7315, 600, 160, 'town'],
  ['Ganges', 3.7080, 43.9340, 450, 150, 'town'],
  ['Le Vigan', 3.6055, 43.9910, 400, 150, 'town'],
  ['Vauvert', 4.2765, 43.6935, 750, 160, 'town'],
  ['Nîmes', 4.3600, 43.8365, 2000, 240, 'city'],
  ['Lunel', 4.1355, 43.6765, 900, 180, 'town'],
  ['Aimargues', 4.2085, 43.6835, 350, 150, 'town'],
  ['Aigues-Mortes', 4.1910, 43.5670, 500, 150, 'town'],
  ['Le Grau-du-Roi', 4.1375, 43.5375, 600, 170, 'town'],
  ['La Grande-Motte', 4.0850, 43.5620, 600, 180, 'town'],
  ['Saint-Gilles', 4.4300, 43.6780, 600, 160, 'town'],
  ['Gallargues-le-Montueux', 4.1720, 43.7200, 350, 150, 'village'],
  ['Vergèze', 4.2210, 43.7430, 400, 160, 'town'],
  ['Sommières', 4.0895, 43.7835, 450, 150, 'town'],
  ['Quissac', 3.9990, 43.9110, 300, 150, 'village'],
  ['Saint-Hippolyte-du-Fort', 3.8570, 43.9660, 350, 150, 'town'],
  ['Anduze', 3.9860, 44.0540, 300, 140, 'town'],
  ['Saint-Jean-du-Gard', 3.8860, 44.1050, 250, 130, 'town'],
  ['Alès', 4.0815, 44.1250, 1100, 190, 'town'],
  ["La Grand-Combe", 4.0275, 44.2130, 350, 150, 'town'],
  ['Génolhac', 3.9490, 44.3500, 200, 110, 'village'],
  ['Villefort', 3.9320, 44.4385, 230, 110, 'village'],
  ['La Bastide-Puylaurent', 3.9015, 44.5925, 220, 110, 'village'],
  ['Langogne', 3.8545, 44.7275, 550, 150, 'town'],
  ['Naussac', 3.8340, 44.7350, 230, 110, 'village'],
  ['Auroux', 3.7290, 44.7480, 180, 100, 'village'],
  ['Grandrieu', 3.6385, 44.7835, 250, 110, 'village'],
  ['Châteauneuf-de-Randon', 3.6750, 44.6400, 230, 110, 'village'],
  ['Pradelles', 3.8830, 44.7705, 200, 110, 'village'],
  ['Saugues', 3.5480, 44.9605, 380, 140, 'village'],
  ['Langeac', 3.4945, 45.1010, 550, 150, 'town'],
  ['Brioude', 3.3845, 45.2945, 650, 160, 'town'],
  ['Le Puy-en-Velay', 3.8855, 45.0435, 1100, 180, 'town'],
  ['Mende', 3.4995, 44.5180, 750, 160, 'town'],
  ['Florac', 3.5930, 44.3245, 280, 120, 'village'],
  ["Saint-Chély-d'Apcher", 3.2755, 44.8010, 400, 150, 'town'],
  ['Millau', 3.0780, 44.0985, 750, 180, 'town'],
];

// ---- interchanges of the motorways ---------------------------------------------------------------------------------------------------------
const interchanges = {
  'Béziers Est': [3.2640, 43.3390], 'Agde A9': [3.4230, 43.3560], 'Poussan A9': [3.6640, 43.4800], 'Saint-Jean A9': [3.8290, 43.5650],
  'Montpellier Sud': [3.8790, 43.5805], 'Montpellier Est': [3.9500, 43.6130], 'Lunel A9': [4.1280, 43.6950], 'Gallargues A9': [4.1780, 43.7260],
  'Nîmes Ouest': [4.3280, 43.8090], 'Pézenas A75': [3.4050, 43.4560], 'Paulhan A75': [3.4440, 43.5380], 'Clermont A75': [3.4130, 43.6310],
  'A75 A750': [3.4120, 43.6560], 'Gignac A750': [3.5530, 43.6440], 'Juvignac A750': [3.7930, 43.6190], 'Lodève A75': [3.3240, 43.7280],
  'La Cavalerie A75': [3.1570, 44.0100], 'Millau A75': [3.0330, 44.1180], 'Banassac A75': [3.1960, 44.4360], 'Marvejols A75': [3.2560, 44.5550],
  'Saint-Chély A75': [3.2660, 44.8060], 'Lempdes A75': [3.2650, 45.3800],
};

// ---- roads: class, legal limit in km/h, winding (driven length over drawn length), then towns, interchanges (@) and shaping points ----------
const roads = [
  // A9, A75, A750
  ['motorway', 110, 1.02, [3.1900, 43.3160], '@Béziers Est', [3.3300, 43.3460], '@Agde A9', [3.5200, 43.3880], [3.6000, 43.4520], '@Poussan A9', [3.7200, 43.5140], '@Saint-Jean A9', '@Montpellier Sud', [3.9170, 43.5930], '@Montpellier Est', [3.9900, 43.6430], [4.0600, 43.6700], '@Lunel A9', '@Gallargues A9', [4.2550, 43.7700], '@Nîmes Ouest', [4.4100, 43.8250]],
  ['motorway', 110, 1.02, '@Béziers Est', [3.3000, 43.3850], [3.3600, 43.4230], '@Pézenas A75', [3.4350, 43.4950], '@Paulhan A75', [3.4200, 43.5900], '@Clermont A75', '@A75 A750', [3.3700, 43.6800], '@Lodève A75', [3.3200, 43.7800], [3.3150, 43.8650], [3.2400, 43.9500], '@La Cavalerie A75', [3.0650, 44.0480], [3.0220, 44.0850], '@Millau A75', [3.0400, 44.2200], [3.0700, 44.3250], '@Banassac A75', '@Marvejols A75', [3.2750, 44.7200], '@Saint-Chély A75', [3.2000, 44.9300], [3.1100, 45.0300], [3.2000, 45.2500], '@Lempdes A75'],
  ['motorway', 110, 1.02, '@A75 A750', [3.4800, 43.6420], '@Gignac A750', [3.6400, 43.6400], [3.7300, 43.6290], '@Juvignac A750'],
  // from the interchanges into the towns
  ['trunk', 90, 1.08, '@Juvignac A750', 'Juvignac'],
  ['trunk', 70, 1.08, 'Juvignac', 'Celleneuve', 'Montpellier'],
  ['primary', 70, 1.12, '@Béziers Est', 'Béziers'], ['primary', 70, 1.12, '@Agde A9', [3.4450, 43.3350], 'Agde'], ['primary', 80, 1.08, '@Poussan A9', 'Balaruc-les-Bains', 'Sète'],
  ['primary', 70, 1.12, '@Poussan A9', 'Poussan'], ['primary', 70, 1.12, '@Saint-Jean A9', 'Saint-Jean-de-Védas', 'Celleneuve'], ['primary', 70, 1.12, '@Montpellier Sud', 'Montpellier'],
  ['primary', 70, 1.12, '@Montpellier Sud', 'Lattes'], ['primary', 70, 1.12, '@Montpellier Est', 'Montpellier'], ['primary', 70, 1.12, '@Montpellier Est', 'Mauguio'], ['primary', 70, 1.12, '@Montpellier Est', 'Le Crès'],
  ['primary', 70, 1.12, '@Lunel A9', 'Lunel'], ['primary', 70, 1.12, '@Gallargues A9', 'Gallargues-le-Montueux'], ['primary', 80, 1.09, '@Gallargues A9', 'Aimargues'], ['primary', 70, 1.12, '@Nîmes Ouest', 'Nîmes'],
  ['primary', 70, 1.12, '@Pézenas A75', 'Pézenas'], ['secondary', 70, 1.12, '@Paulhan A75', 'Paulhan'], ['primary', 70, 1.12, '@Clermont A75', "Clermont-l'Hérault"], ['primary', 70, 1.12, '@Gignac A750', 'Gignac'],
  ['primary', 70, 1.12, '@Lodève A75', 'Lodève'], ['primary', 80, 1.19, '@Millau A75', 'Millau'], ['primary', 80, 1.33, '@La Cavalerie A75', 'Millau'], ['primary', 70, 1.12, '@Saint-Chély A75', "Saint-Chély-d'Apcher"],
  // D613 and D612, the coast and the Thau lagoon
  ['primary', 80, 1.09, 'Montpellier', 'Saint-Jean-de-Védas', 'Fabrègues', 'Gigean', 'Poussan', [3.6300, 43.4560], 'Mèze', [3.5500, 43.4500], 'Montagnac', 'Pézenas', [3.3600, 43.4200], [3.2850, 43.3750], 'Béziers'],
  ['secondary', 80, 1.11, 'Béziers', [3.3300, 43.3300], 'Agde'],
  ['primary', 80, 1.08, 'Agde', [3.5300, 43.3200], [3.6200, 43.3700], 'Sète'],
  ['primary', 70, 1.09, 'Sète', [3.7250, 43.4250], 'Frontignan', 'Vic-la-Gardiole', [3.8300, 43.5150], 'Villeneuve-lès-Maguelone', 'Montpellier'],
  ['secondary', 70, 1.12, 'Frontignan', 'Balaruc-les-Bains', [3.6400, 43.4500], 'Mèze'],
  ['secondary', 70, 1.12, 'Frontignan', 'Gigean'],
  ['secondary', 80, 1.11, 'Agde', 'Marseillan', 'Mèze'],
  ['secondary', 80, 1.11, 'Agde', [3.4500, 43.3700], [3.4480, 43.4200], 'Pézenas'],
  ['secondary', 80, 1.12, 'Pézenas', [3.4450, 43.5000], 'Paulhan', [3.4550, 43.5900], "Clermont-l'Hérault"],
  ['secondary', 80, 1.12, "Clermont-l'Hérault", 'Saint-André-de-Sangonis', 'Gignac', 'Aniane'],
  ['secondary', 80, 1.16, "Clermont-l'Hérault", [3.3850, 43.6750], 'Lodève'],
  ['secondary', 80, 1.19, 'Montagnac', [3.5800, 43.5300], [3.6700, 43.5600], 'Fabrègues'],
  ['secondary', 80, 1.26, 'Lodève', [3.4500, 43.8000], [3.5600, 43.8700], 'Ganges'],
  ['tertiary', 70, 1.26, 'Aniane', [3.6500, 43.7300], 'Saint-Martin-de-Londres'],
  // around Montpellier, towards the Petite Camargue
  ['primary', 70, 1.09, 'Montpellier', 'Castelnau-le-Lez', 'Le Crès', [3.9900, 43.6550], [4.0700, 43.6650], 'Lunel', 'Gallargues-le-Montueux', 'Vergèze', [4.3000, 43.7950], 'Nîmes'],
  ['secondary', 70, 1.09, 'Montpellier', 'Lattes', 'Palavas-les-Flots'],
  ['primary', 80, 1.08, 'Lattes', [3.9700, 43.5600], [4.0300, 43.5550], 'La Grande-Motte', 'Le Grau-du-Roi', 'Aigues-Mortes'],
  ['secondary', 80, 1.11, 'Mauguio', [4.0500, 43.5900], 'La Grande-Motte'],
  ['secondary', 80, 1.11, 'Mauguio', [4.0700, 43.6450], 'Lunel'],
  ['secondary', 80, 1.11, 'Lunel', [4.1100, 43.6200], 'La Grande-Motte'],
  ['primary', 80, 1.08, 'Aimargues', [4.1950, 43.6300], 'Aigues-Mortes'],
  ['secondary', 80, 1.09, 'Lunel', 'Aimargues', 'Vauvert', [4.3500, 43.6880], 'Saint-Gilles'],
  ['secondary', 80, 1.14, 'Vauvert', [4.3050, 43.7500], [4.3350, 43.7900], 'Nîmes'],
  ['tertiary', 80, 1.12, 'Vauvert', [4.2400, 43.7200], 'Vergèze'],
  ['secondary', 80, 1.12, 'Vauvert', [4.2600, 43.6300], 'Aigues-Mortes'],
  ['primary', 80, 1.09, 'Saint-Gilles', [4.3950, 43.7550], 'Nîmes'],
  ['secondary', 80, 1.11, 'Le Crès', 'Castries', [4.0600, 43.7500], 'Sommières'],
  ['secondary', 80, 1.11, 'Lunel', [4.1100, 43.7300], 'Sommières'],
  ['secondary', 80, 1.12, 'Sommières', [4.2200, 43.8000], 'Nîmes'],
  // garrigue and Cévennes
  ['primary', 80, 1.30, 'Montpellier', [3.8500, 43.6500], 'Saint-Gély-du-Fesc', 'Saint-Martin-de-Londres', [3.7300, 43.8600], 'Ganges'],
  ['primary', 80, 1.30, 'Ganges', [3.6500, 43.9600], 'Le Vigan'],
  ['secondary', 80, 1.33, 'Le Vigan', [3.4400, 43.9650], [3.3200, 43.9700], '@La Cavalerie A75'],
  ['primary', 80, 1.16, 'Ganges', 'Saint-Hippolyte-du-Fort', 'Quissac', [4.1600, 43.8800], 'Nîmes'],
  ['primary', 80, 1.11, 'Sommières', [4.0700, 43.8700], [4.0800, 43.9850], 'Alès'],
  ['secondary', 80, 1.16, 'Quissac', 'Anduze', 'Alès'],
  ['secondary', 80, 1.22, 'Saint-Hippolyte-du-Fort', 'Anduze', 'Saint-Jean-du-Gard'],
  ['tertiary', 70, 1.54, 'Saint-Jean-du-Gard', [3.7500, 44.1900], [3.6700, 44.2600], 'Florac'],
  ['tertiary', 60, 1.61, 'Le Vigan', [3.5800, 44.1000], [3.5200, 44.1800], [3.5600, 44.2700], 'Florac'],
  ['trunk', 90, 1.09, 'Nîmes', [4.2500, 43.9400], [4.1500, 44.0500], 'Alès'],
  ['trunk', 80, 1.19, 'Alès', 'La Grand-Combe'],
  ['trunk', 80, 1.47, 'La Grand-Combe', [3.8800, 44.2300], [3.7700, 44.2700], [3.6800, 44.3000], 'Florac'],
  ['trunk', 80, 1.33, 'Florac', [3.5600, 44.4000], [3.5700, 44.4700], 'Mende'],
  ['secondary', 70, 1.45, 'La Grand-Combe', [4.0100, 44.2800], 'Génolhac', 'Villefort'],
  ['secondary', 70, 1.45, 'Villefort', [3.9000, 44.5100], 'La Bastide-Puylaurent'],
  ['secondary', 80, 1.28, 'La Bastide-Puylaurent', [3.8800, 44.6600], 'Langogne'],
  ['secondary', 70, 1.40, 'Villefort', [3.8000, 44.4800], [3.6800, 44.4950], [3.5900, 44.5050], 'Mende'],
  ['secondary', 70, 1.40, 'Mende', [3.6500, 44.5400], [3.7700, 44.5700], 'La Bastide-Puylaurent'],
  // Margeride, Haut-Allier, Velay
  ['trunk', 80, 1.16, '@Marvejols A75', [3.3800, 44.5300], 'Mende'],
  ['trunk', 80, 1.20, 'Mende', [3.6300, 44.5750], 'Châteauneuf-de-Randon', [3.7700, 44.6900], 'Langogne', 'Pradelles', [3.8400, 44.8900], 'Le Puy-en-Velay'],
  ['secondary', 80, 1.22, 'Mende', [3.3900, 44.6600], "Saint-Chély-d'Apcher"],
  ['tertiary', 70, 1.12, 'Langogne', 'Naussac'],
  ['tertiary', 70, 1.22, 'Naussac', 'Auroux', 'Grandrieu'],
  ['tertiary', 70, 1.26, 'Châteauneuf-de-Randon', [3.6500, 44.7100], 'Grandrieu'],
  ['tertiary', 70, 1.30, 'Grandrieu', [3.5800, 44.8700], 'Saugues'],
  ['tertiary', 70, 1.26, 'Grandrieu', [3.4500, 44.8300], "Saint-Chély-d'Apcher"],
  ['secondary', 70, 1.26, 'Saugues', [3.4100, 44.8900], "Saint-Chély-d'Apcher"],
  ['secondary', 70, 1.47, 'Saugues', [3.6430, 44.9680], [3.7600, 45.0000], 'Le Puy-en-Velay'],
  ['secondary', 70, 1.26, 'Saugues', [3.5300, 45.0400], 'Langeac'],
  ['secondary', 80, 1.16, 'Langeac', [3.4300, 45.2000], 'Brioude'],
  ['secondary', 80, 1.19, 'Langeac', [3.5600, 45.1500], [3.6600, 45.1100]],
  ['trunk', 80, 1.13, 'Brioude', [3.4900, 45.2200], [3.6600, 45.1100], [3.7700, 45.0800], 'Le Puy-en-Velay'],
  ['trunk', 80, 1.12, '@Lempdes A75', 'Brioude'],
];

// ---- the drawing ---------------------------------------------------------------------------------------------------------------------------
const METRES_PER_DEGREE = 111_195;
const random = mulberry32(20261120);
const nodes = []; // { lon, lat, tags }, id = index + 1
const ways = []; // { refs, tags }
const byPlace = new Map(); // shaping points that two roads name are one node

// Tommy Ettinger's mulberry32: 32 bits of state are plenty for a drawing.
function mulberry32(seed) {
  return () => {
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const shrink = lat => Math.cos(lat * Math.PI / 180);
const metres = (a, b) => Math.hypot((b.lon - a.lon) * shrink((a.lat + b.lat) / 2), b.lat - a.lat) * METRES_PER_DEGREE;
const moved = (a, east, north) => ({ lon: a.lon + east / METRES_PER_DEGREE / shrink(a.lat), lat: a.lat + north / METRES_PER_DEGREE });

function addNode({ lon, lat }, tags) {
  nodes.push({ lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5, tags });
  return nodes.length;
}

function addWay(refs, tags) {
  const distinct = refs.filter((ref, i) => ref !== refs[i - 1]);
  if (distinct.length > 1)
    ways.push({ refs: distinct, tags });
}

/** Streets on a turned, jittered grid within a circle, some left out, some one-way; larger towns get a ring. */
function drawTown([name, lon, lat, radius, spacing, kind]) {
  const centre = { lon, lat };
  addNode(centre, { name, place: kind });
  const angle = random() * Math.PI / 2;
  // No town is round: its outline swells and shrinks with the bearing.
  const [bulge, dent] = [2 * Math.PI * random(), 2 * Math.PI * random()];
  const outline = bearing => radius * (0.88 + 0.09 * Math.sin(2 * bearing + bulge) + 0.06 * Math.sin(3 * bearing + dent));
  const half = Math.ceil(radius / spacing);
  const cells = new Map();
  for (let row = -half; row <= half; row++)
    for (let column = -half; column <= half; column++) {
      const x = (column + (random() - 0.5) * 0.5) * spacing, y = (row + (random() - 0.5) * 0.5) * spacing;
      const east = x * Math.cos(angle) - y * Math.sin(angle), north = x * Math.sin(angle) + y * Math.cos(angle);
      if (Math.hypot(x, y) <= outline(Math.atan2(north, east)))
        cells.set(`${row},${column}`, addNode(moved(centre, east, north)));
    }
  const town = { name, centre, radius, spacing, hub: 0, grid: [...cells.values()], ring: [] };
  town.hub = nearest(town.grid, centre);

  for (const across of [true, false])
    for (let line = -half; line <= half; line++) {
      const isMain = line % 4 === 0;
      const tags = isMain ? { highway: 'tertiary', maxspeed: radius >= 1500 ? '30' : '50' } : { highway: 'residential', maxspeed: '30' };
      // In dense centres every other small street is one-way, in turn one way and the other.
      if (radius >= 700 && !isMain && random() < 0.4)
        tags.oneway = line % 2 === 0 ? 'yes' : '-1';
      let run = [];
      for (let step = -half; step <= half + 1; step++) {
        const cell = cells.get(across ? `${line},${step}` : `${step},${line}`);
        const isGap = cell === undefined || (!isMain && !tags.oneway && random() < 0.08);
        if (cell !== undefined)
          run.push(cell);
        if (isGap) {
          addWay(run, tags);
          run = cell === undefined ? [] : [cell];
          if (cell !== undefined && !isMain)
            run = [];
        }
      }
      addWay(run, tags);
    }

  if (radius >= 500) {
    const count = Math.max(10, Math.round(2 * Math.PI * radius / (1.6 * spacing)));
    for (let i = 0; i < count; i++) {
      const turn = 2 * Math.PI * i / count, reach = outline(turn) + spacing * (0.3 + 0.3 * random());
      town.ring.push(addNode(moved(centre, reach * Math.cos(turn), reach * Math.sin(turn))));
    }
    addWay([...town.ring, town.ring[0]], { highway: radius >= 1500 ? 'primary' : 'secondary', maxspeed: radius >= 1500 ? '70' : '50' });
    for (const node of town.ring)
      addWay([node, nearest(town.grid, nodes[node - 1])], { highway: 'residential', maxspeed: '30' });
  }
  return town;
}

function nearest(ids, place) {
  return ids.reduce((best, id) => metres(nodes[id - 1], place) < metres(nodes[best - 1], place) ? id : best);
}

/** The nodes of a town from its edge to its hub, coming from a place outside. */
function approach(town, from) {
  const far = metres(from, town.centre), path = [];
  const at = reach => ({ lon: town.centre.lon + (from.lon - town.centre.lon) * reach / far, lat: town.centre.lat + (from.lat - town.centre.lat) * reach / far });
  if (town.ring.length > 0)
    path.push(nearest(town.ring, at(town.radius * 1.05)));
  for (let reach = town.radius * 0.9; reach > town.spacing; reach -= town.spacing * 0.9)
    path.push(nearest(town.grid, at(reach)));
  path.push(town.hub);
  return path.filter((id, i) => path.indexOf(id) === i);
}

/**
 * A road of the given winding between two nodes: a Hermite curve that leaves and arrives along the given directions, with meanders whose
 * bends make up the length. A sine of amplitude A and wavelength L is about 1 + (pi A / L)^2 times as long as its axis.
 */
function wind(from, to, leaving, arriving, winding) {
  const a = nodes[from - 1], b = nodes[to - 1], length = metres(a, b), k = shrink((a.lat + b.lat) / 2);
  const pieces = Math.max(1, Math.round(length / (winding > 1.05 ? 550 : 900)));
  const wavelength = 2600 + 900 * random(), phase = 2 * Math.PI * random();
  const swing = wavelength / Math.PI * Math.sqrt(winding - 1);
  const point = t => {
    const [h1, h2, h3, h4] = [2 * t ** 3 - 3 * t ** 2 + 1, t ** 3 - 2 * t ** 2 + t, 3 * t ** 2 - 2 * t ** 3, t ** 3 - t ** 2];
    return { lon: h1 * a.lon + h2 * leaving.lon + h3 * b.lon + h4 * arriving.lon, lat: h1 * a.lat + h2 * leaving.lat + h3 * b.lat + h4 * arriving.lat };
  };
  const refs = [from];
  for (let i = 1; i < pieces; i++) {
    const t = i / pieces, middle = point(t), ahead = point(t + 0.01);
    const east = (ahead.lon - middle.lon) * k, north = ahead.lat - middle.lat, size = Math.hypot(east, north);
    // The meanders fade out towards both ends, where a junction or a town waits.
    const side = swing * (0.8 + 0.4 * random()) * Math.sin(2 * Math.PI * t * length / wavelength + phase) * Math.min(1, t * pieces / 2, (1 - t) * pieces / 2);
    refs.push(addNode(moved(middle, -north / size * side, east / size * side)));
  }
  return [...refs, to];
}

const townOf = new Map(towns.map(row => [row[0], drawTown(row)]));
for (const [name, [lon, lat]] of Object.entries(interchanges))
  byPlace.set(`@${name}`, addNode({ lon, lat }));

function nodeAt(stop) {
  if (typeof stop === 'string' && !stop.startsWith('@'))
    throw new Error(`${stop} is a town, not a point`);
  const key = typeof stop === 'string' ? stop : `${stop[0]},${stop[1]}`;
  if (!byPlace.has(key)) {
    if (typeof stop === 'string')
      throw new Error(`no interchange ${stop}`);
    byPlace.set(key, addNode({ lon: stop[0], lat: stop[1] }));
  }
  return byPlace.get(key);
}

/** The direction before-after, as long as the stretch it shapes, so that the curve does not overshoot. */
function tangent(before, at, after, stretch) {
  const k = shrink(at.lat), size = Math.hypot((after.lon - before.lon) * k, after.lat - before.lat), reach = Math.hypot(stretch.lon * k, stretch.lat);
  return { lon: (after.lon - before.lon) * reach / size, lat: (after.lat - before.lat) * reach / size };
}

for (const [highway, maxspeed, winding, ...stops] of roads) {
  const tags = { highway, maxspeed: String(maxspeed) };
  if (highway === 'motorway')
    tags.oneway = 'no';
  const town = stop => typeof stop === 'string' && !stop.startsWith('@')
    ? townOf.get(stop) ?? (() => { throw new Error(`no town ${stop}`); })()
    : undefined;
  const place = stop => town(stop)?.centre ?? nodes[nodeAt(stop) - 1];
  for (let i = 1; i < stops.length; i++) {
    const [a, b] = [stops[i - 1], stops[i]];
    // Where two town circles touch, the road is all town.
    const out = town(a) ? approach(town(a), place(b)).reverse() : [nodeAt(a)];
    const into = town(b) ? approach(town(b), place(a)) : [nodeAt(b)];
    // The cities are 30 km/h nearly everywhere.
    const urban = stop => ({ highway: highway === 'tertiary' ? 'tertiary' : 'secondary', maxspeed: town(stop)?.radius >= 1500 ? '30' : '50' });
    addWay(out, urban(a));
    const [start, end] = [nodes[out.at(-1) - 1], nodes[into[0] - 1]];
    const straight = { lon: end.lon - start.lon, lat: end.lat - start.lat };
    // Through a shaping point a road runs parallel to the line between its neighbours; into a town it runs straight.
    const through = j => town(stops[j]) || !stops[j - 1] || !stops[j + 1] ? straight : tangent(place(stops[j - 1]), place(stops[j]), place(stops[j + 1]), straight);
    addWay(wind(out.at(-1), into[0], through(i - 1), through(i), winding), tags);
    addWay(into, urban(b));
  }
}

// ---- the files -----------------------------------------------------------------------------------------------------------------------------
const escape = text => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
const tagged = tags => Object.entries(tags).map(([k, v]) => `<tag k="${k}" v="${escape(v)}"/>`).join('');
const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="ramasse-sketch">',
  '<note>A sketch drawn for demonstration, not a map: towns at their places, main roads from general knowledge, streets made up. Written by generate-sketch.mjs.</note>'];
nodes.forEach(({ lon, lat, tags }, i) =>
  lines.push(`<node id="${i + 1}" lat="${lat.toFixed(5)}" lon="${lon.toFixed(5)}"${tags ? `>${tagged(tags)}</node>` : '/>'}`));
ways.forEach(({ refs, tags }, i) =>
  lines.push(`<way id="${i + 1}">${refs.map(ref => `<nd ref="${ref}"/>`).join('')}${tagged(tags)}</way>`));
lines.push('</osm>', '');

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
writeFileSync(join(folder, 'sketch.osm'), lines.join('\n'));
writeFileSync(join(folder, 'sketch-towns.json'), `[\n${towns.map(([name, lon, lat, radius, , kind]) =>
  `  ${JSON.stringify({ name, kind, lon, lat, radius_m: Math.round(radius * 0.7) })}`).join(',\n')}\n]\n`);
