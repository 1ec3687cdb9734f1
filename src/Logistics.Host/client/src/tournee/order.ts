// Another order of the stops that are left, when the driver wants it: the nearest next, by straight lines. An estimate, and called one on the screen.

import { stopKey, type Stop } from './round';

export interface Place {
  longitude: number;
  latitude: number;
}

/** Metres, near enough within a day's drive. */
export function metresBetween(a: Place, b: Place): number {
  const shrink = Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return 111_195 * Math.hypot((a.longitude - b.longitude) * shrink, a.latitude - b.latitude);
}

/** Stops where something must be taken that is left at this one. */
function before(stop: Stop, left: Stop[]): Stop[] {
  const wanted = new Set(stop.tasks.filter((task) => task.kind === 'delivery').map((task) => task.allocation));
  return left.filter((other) => other !== stop && other.tasks.some((task) => task.kind === 'pickup' && wanted.has(task.allocation)));
}

/**
 * The keys of the open stops in a new order. Nothing is left anywhere before it was taken.
 * @param from where the vehicle is, or was last
 * @param first the stop to go to now, after what must be taken for it
 * @param later the stop that waits as long as others can be done
 */
export function resort(open: Stop[], from: Place, first: string | null, later: string | null): string[] {
  const left = [...open];
  const order: string[] = [];
  let at = from;
  while (left.length > 0) {
    const ready = left.filter((stop) => before(stop, left).length === 0);
    const patient = ready.filter((stop) => stopKey(stop) !== later);
    const wanted = left.find((stop) => stopKey(stop) === first);
    const towards = wanted ? [wanted, ...before(wanted, left)].filter((stop) => ready.includes(stop)) : [];
    const choice = [towards, patient, ready, left].find((some) => some.length > 0) ?? left;
    const next = choice.reduce((best, stop) => (metresBetween(at, stop) < metresBetween(at, best) ? stop : best));
    left.splice(left.indexOf(next), 1);
    order.push(stopKey(next));
    at = next;
  }
  return order;
}

/** Open stops as the driver goes: in the chosen order, those it does not name last and as planned. */
export function inOrder(open: Stop[], order: string[] | null): Stop[] {
  if (!order) return open;
  const rank = (stop: Stop): number => {
    const at = order.indexOf(stopKey(stop));
    return at < 0 ? order.length + open.indexOf(stop) : at;
  };
  return [...open].sort((a, b) => rank(a) - rank(b));
}
