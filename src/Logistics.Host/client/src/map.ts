// The live map: roads, names and routes from this host only. No text layers, hence no glyph server: numbers and the names of places are drawn on
// small images here, which the map places so that none hides another.

import { LngLatBounds, Map as LiveMap, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import type { GeoJSONSource, MapOptions } from 'maplibre-gl';
import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { dashes, paletteSize, readPalette, type Palette } from './palette';

interface RouteProperties { kind: 'route'; index: number; label: string }
interface StopProperties { kind: 'stop'; index: number; order: number; icon: string; label: string }
/** What is used of https://github.com/mapbox/tilejson-spec. */
interface Tiles { tiles: string[]; minzoom: number; maxzoom: number; bounds: [number, number, number, number] }
/** Bounds of nothing: no tile is ever asked for. */
const noTiles: Tiles = { tiles: ['/'], minzoom: 0, maxzoom: 0, bounds: [0, 0, 0, 0] };
type MapFeature = Feature<LineString, RouteProperties> | Feature<Point, StopProperties>;

/** A map of roads alone, on which others draw. */
export interface Ground {
  map: LiveMap;
  palette: Palette;
  /** Where the map is, in the page. */
  canvasPlace: HTMLElement;
}

/** Opens a map over the drawn one, which stays until this has shown its first picture; `draw` is called now and whenever day turns to night. Throws where there can be none. */
export async function openMap(place: HTMLElement, bounds: LngLatBounds, draw: (ground: Ground) => void): Promise<Ground> {
  const roadsAddress = place.dataset.roads;
  const canvasPlace = place.querySelector<HTMLElement>('[data-map-live]');
  if (!roadsAddress || !canvasPlace) throw new Error('No place for a map.');
  if (!hasWebGl()) throw new Error('No WebGL.');

  // What is on the map is worth showing without the roads beneath it.
  const answer = await fetch(roadsAddress);
  const tiles = answer.ok ? (await answer.json()) as Tiles : noTiles;

  setWorkerUrl(workerUrl);
  const palette = readPalette(place);
  const options: MapOptions = {
    container: canvasPlace,
    bounds,
    fitBoundsOptions: { padding: 36 },
    attributionControl: false, // said in the page, beside the map, where it can be read without it
    style: styleOf(palette, tiles),
    locale: JSON.parse(place.dataset.locale ?? '{}') as Record<string, string>,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
  };
  const map = new LiveMap(options);
  const ground = { map, palette, canvasPlace };
  map.addControl(new NavigationControl({ showCompass: false }));
  map.on('load', () => {
    draw(ground);
    nameForAssistance(canvasPlace, place.dataset.mapLabel ?? '');
    map.once('idle', () => { place.dataset.mapState = 'live'; });
  });
  map.setMissingStyleImageResolver((id) => {
    const [kind, rank, ...name] = id.split('/');
    if (kind === 'place') map.addImage(id, nameImage(name.join('/'), Number(rank), ground.palette), { pixelRatio: 2 });
  });
  map.on('error', (event) => console.info(event.error.message));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    ground.palette = readPalette(place);
    // Anew and not by what differs: names are images, in yesterday's colours.
    map.once('style.load', () => draw(ground));
    map.setStyle(styleOf(ground.palette, tiles), { diff: false });
  });
  return ground;
}

export async function showMap(place: HTMLElement): Promise<void> {
  const routesAddress = place.dataset.routes;
  if (!routesAddress) return;
  if (!hasWebGl()) throw new Error('No WebGL.');

  let plan = (await (await fetch(routesAddress)).json()) as FeatureCollection;
  let features = plan.features as MapFeature[];
  const bounds = boundsOf(features);
  if (bounds.isEmpty()) throw new Error('No route to show.');
  const ground = await openMap(place, bounds, ({ map, palette }) => addRoutes(map, palette, plan, features));
  const { map } = ground;

  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-show-route]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const index = Number(button.dataset.showRoute);
      map.fitBounds(boundsOf(features.filter((feature) => feature.properties.index === index)), { padding: 48, animate: !reducedMotion() });
      emphasise(map, index);
      place.scrollIntoView({ block: 'nearest', behavior: reducedMotion() ? 'auto' : 'smooth' });
    });
  }
  // On the board: another plan is in force, or stops are chosen there.
  place.addEventListener('ramasse:routes', (event) => {
    const address = (event as CustomEvent<string | undefined>).detail;
    if (!address) return;
    void fetch(address).then(async (answer) => {
      if (!answer.ok) return;
      plan = (await answer.json()) as FeatureCollection;
      features = plan.features as MapFeature[];
      // Before the map is there, its own beginning draws what is known then.
      if (map.getSource('plan')) addRoutes(map, ground.palette, plan, features);
    });
  });
  place.addEventListener('ramasse:stops', (event) => {
    const icons = (event as CustomEvent<(string | undefined)[]>).detail.filter((icon) => icon !== undefined);
    if (map.getLayer('stop-dots')) map.setPaintProperty('stop-dots', 'circle-radius', ['case', ['in', ['get', 'icon'], ['literal', icons]], 13, 3]);
  });
}

function styleOf(palette: Palette, tiles: Tiles): NonNullable<MapOptions['style']> {
  return {
    version: 8,
    sources: { roads: { type: 'vector', tiles: tiles.tiles.map((path) => location.origin + path), minzoom: tiles.minzoom, maxzoom: tiles.maxzoom, bounds: tiles.bounds } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      {
        id: 'roads', type: 'line', source: 'roads', 'source-layer': 'roads',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': palette.road,
          // Larger classes have smaller ranks (0 motorway … 6 service); small streets thin out from afar.
          'line-width': ['interpolate', ['exponential', 1.5], ['zoom'],
            8, ['max', 0.15, ['-', 2, ['*', 0.4, ['get', 'rank']]]],
            13, ['max', 1, ['-', 5, ['*', 0.7, ['get', 'rank']]]],
            17, ['max', 4, ['-', 14, ['*', 1.6, ['get', 'rank']]]]],
        },
      },
    ],
  };
}

function addRoutes(map: LiveMap, palette: Palette, plan: FeatureCollection, features: MapFeature[]): void {
  const known = map.getSource('plan') as GeoJSONSource | undefined;
  if (known) known.setData(plan);
  else map.addSource('plan', { type: 'geojson', data: plan });
  const above = map.getLayer('places') ? 'places' : undefined;
  const indexes = [...new Set(features.filter((feature) => feature.properties.kind === 'route').map((feature) => feature.properties.index))];
  for (const index of indexes) {
    if (map.getLayer(`route-${index}`)) continue;
    const filter = ['all', ['==', ['get', 'kind'], 'route'], ['==', ['get', 'index'], index]] as never;
    map.addLayer({ id: `halo-${index}`, type: 'line', source: 'plan', filter, layout: { 'line-join': 'round' }, paint: { 'line-color': palette.ground, 'line-width': 6, 'line-opacity': 0.8 } }, above);
    const dash = dashes[(index - 1) % dashes.length];
    map.addLayer({
      id: `route-${index}`, type: 'line', source: 'plan', filter, layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.routes[(index - 1) % paletteSize] ?? palette.ink, 'line-width': 3.2, ...(dash ? { 'line-dasharray': dash } : {}) },
    }, above);
  }
  for (const feature of features) {
    if (feature.properties.kind !== 'stop' || map.hasImage(feature.properties.icon)) continue;
    const colour = palette.routes[(feature.properties.index - 1) % paletteSize] ?? palette.ink;
    map.addImage(feature.properties.icon, numberImage(String(feature.properties.order), colour, palette.ground), { pixelRatio: 2 });
  }
  if (above) return;
  // Over the routes and under the stops, to which names give way.
  addPlaces(map);
  const stops = ['==', ['get', 'kind'], 'stop'] as never;
  map.addLayer({ id: 'stop-dots', type: 'circle', source: 'plan', filter: stops, paint: { 'circle-radius': 3, 'circle-color': palette.ground, 'circle-stroke-color': palette.ink, 'circle-stroke-width': 1.2 } });
  map.addLayer({ id: 'stops', type: 'symbol', source: 'plan', filter: stops, layout: { 'icon-image': ['get', 'icon'], 'icon-padding': 1, 'symbol-sort-key': ['get', 'order'] } });
}

/** The names of places. */
export function addPlaces(map: LiveMap): void {
  map.addLayer({
    id: 'places', type: 'symbol', source: 'roads', 'source-layer': 'places',
    layout: { 'icon-image': ['concat', 'place/', ['to-string', ['get', 'rank']], '/', ['get', 'name']], 'icon-padding': 4, 'symbol-sort-key': ['get', 'rank'] },
  });
}

/** A disc with a number in it, at twice the size for sharp screens. */
function numberImage(text: string, colour: string, ink: string): ImageData {
  const size = 40;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas.');
  pen.fillStyle = colour;
  pen.strokeStyle = ink;
  pen.lineWidth = 3;
  pen.beginPath();
  pen.arc(size / 2, size / 2, size / 2 - 2, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.fillStyle = ink;
  pen.font = `600 ${text.length > 1 ? 20 : 23}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(text, size / 2, size / 2 + 1);
  return pen.getImageData(0, 0, size, size);
}

/** The name of a place with a rim of the ground's colour, at twice the size for sharp screens. Towns (rank 0 and 1) stand out. */
function nameImage(name: string, rank: number, palette: Palette): ImageData {
  const size = 2 * (rank === 0 ? 15 : rank === 1 ? 13 : 12), rim = 6;
  const font = `${rank <= 1 ? 600 : 400} ${size}px system-ui, sans-serif`;
  const canvas = document.createElement('canvas');
  const ruler = canvas.getContext('2d');
  if (!ruler) throw new Error('No canvas.');
  ruler.font = font;
  canvas.width = Math.ceil(ruler.measureText(name).width) + 2 * rim;
  canvas.height = Math.ceil(1.3 * size) + 2 * rim;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas.');
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = rim;
  pen.strokeStyle = palette.ground;
  pen.strokeText(name, canvas.width / 2, canvas.height / 2);
  pen.fillStyle = rank <= 1 ? palette.ink : palette.quiet;
  pen.fillText(name, canvas.width / 2, canvas.height / 2);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function emphasise(map: LiveMap, index: number): void {
  for (const layer of map.getStyle().layers) {
    if (!layer.id.startsWith('route-')) continue;
    const chosen = layer.id === `route-${index}`;
    map.setPaintProperty(layer.id, 'line-width', chosen ? 5.5 : 2.2);
    map.setPaintProperty(layer.id, 'line-opacity', chosen ? 1 : 0.55);
  }
}

function boundsOf(features: MapFeature[]): LngLatBounds {
  const bounds = new LngLatBounds();
  for (const feature of features) {
    const positions = feature.geometry.type === 'Point' ? [feature.geometry.coordinates] : feature.geometry.coordinates;
    for (const position of positions) bounds.extend([position[0] ?? 0, position[1] ?? 0]);
  }
  return bounds;
}

function nameForAssistance(place: HTMLElement, label: string): void {
  const canvas = place.querySelector('canvas');
  canvas?.setAttribute('aria-label', label);
}

function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

export function reducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
