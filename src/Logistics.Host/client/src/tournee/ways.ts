// Ways to the next stop: other programs' links, a GPX file, a sketch. Nothing of it asks the network by itself.

import { svg } from './el';
import { placesOf, stopKey, type Round, type Stop } from './round';
import { say } from './words';
import type { Trip } from './trip';

export type Navigator = 'geo' | 'waze' | 'google' | 'apple';

export const navigators: readonly (readonly [Navigator, string])[] = [['geo', 'OsmAnd, Organic Maps…'], ['waze', 'Waze'], ['google', 'Google Maps'], ['apple', 'Apple Plans']];

/** https://developers.google.com/waze/deeplinks, https://developers.google.com/maps/documentation/urls, RFC 5870 */
export function linkTo(stop: Stop, by: Navigator): string {
  const place = `${stop.latitude.toFixed(6)},${stop.longitude.toFixed(6)}`;
  return {
    geo: `geo:${place}?q=${place}(${encodeURIComponent(stop.name)})`,
    waze: `https://waze.com/ul?ll=${place}&navigate=yes`,
    google: `https://www.google.com/maps/dir/?api=1&destination=${place}`,
    apple: `https://maps.apple.com/?daddr=${place}`,
  }[by];
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The whole route for another program (GPX 1.1): stops as way points, the way as a track. */
export function gpxOf(round: Round): string {
  const points = round.stops.map((stop) => `<wpt lat="${stop.latitude}" lon="${stop.longitude}"><name>${escaped(stop.name)}</name></wpt>`);
  const legs = round.legs.map((leg) => `<trkseg>${placesOf(leg).map(([x, y]) => `<trkpt lat="${y}" lon="${x}"/>`).join('')}</trkseg>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Ramasse" xmlns="http://www.topografix.com/GPX/1/1">${points.join('')}<trk><name>${escaped(`${round.number} ${round.date}`)}</name>${legs.join('')}</trk></gpx>`;
}

/** The nearest place where a number covers no other, on rings around its own, inside the drawing. */
function free([x, y]: [number, number], taken: [number, number][], width: number, height: number): [number, number] {
  for (let ring = 0; ring < 6; ring++)
    for (let turn = 0; turn < (ring === 0 ? 1 : 12); turn++) {
      const [toX, toY] = [x + ring * 11 * Math.cos((turn * Math.PI) / 6), y - ring * 11 * Math.sin((turn * Math.PI) / 6)];
      const isInside = toX > 11 && toX < width - 11 && toY > 11 && toY < height - 11;
      if (isInside && taken.every(([otherX, otherY]) => Math.hypot(toX - otherX, toY - otherY) >= 20)) return [toX, toY];
    }
  return [x, y];
}

/** The way as lines and numbers; the one to be driven now is wider. */
export function sketch(trip: Trip, next: Stop | undefined): SVGElement {
  const { round } = trip;
  const lines = round.legs.map(placesOf);
  const all = [...lines.flat(), ...round.stops.map((stop) => [stop.longitude, stop.latitude] as [number, number])];
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const shrinkX = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [width, margin] = [340, 18];
  // A route within one street still gets a map.
  const scale = (width - 2 * margin) / Math.max((east - west) * shrinkX, (north - south) * 0.8, 0.006);
  const height = Math.ceil((north - south) * scale) + 2 * margin;
  const left = (width - (east - west) * shrinkX * scale) / 2;
  const at = (x: number, y: number): [number, number] => [left + (x - west) * shrinkX * scale, margin + (north - y) * scale];
  const now = next ? trip.legTo(next) : null;
  const drawing = svg('svg', { class: 'sketch', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': say('sketch') });
  lines.forEach((line, i) => drawing.append(svg('polyline', {
    class: i === now ? 'now' : 'leg',
    points: line.map(([x, y]) => at(x, y).map((one) => one.toFixed(1)).join()).join(' '),
  })));
  const taken: [number, number][] = [];
  round.stops.forEach((stop, i) => {
    const isEnd = i === 0 || i === round.stops.length - 1;
    const [x, y] = free(at(stop.longitude, stop.latitude), taken, width, height);
    taken.push([x, y]);
    const label = svg('text', { x: x.toFixed(1), y: (y + 4.5).toFixed(1) });
    label.textContent = isEnd ? '◆' : String(i);
    drawing.append(svg('g', { class: next && stopKey(stop) === stopKey(next) ? 'mark next' : trip.isDone(stop) && !isEnd ? 'mark done' : 'mark' }, svg('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: 9.5 }), label));
  });
  return drawing;
}
