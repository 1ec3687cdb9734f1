// One route as the server tells it: instants in UTC, grams, metres, seconds, tenths of a degree.

export type Kind = 'pickup' | 'delivery';

export interface Task {
  kind: Kind;
  allocation: string;
  lot: string;
  product: string;
  family: string;
  familyName: string;
  cold?: 'chilled' | 'frozen';
  limitTenths?: number;
  date: string;
  expectedG: number;
  highG: number;
  crates: number;
  for: string;
  own: boolean;
  from: string;
  event?: string;
  readyAt?: string;
}

export interface Stop {
  site: string;
  name: string;
  address: string;
  hint?: string;
  phone?: string;
  longitude: number;
  latitude: number;
  arrival: string;
  begin: string;
  departure: string;
  opens: [string, string][];
  aboardG: number;
  aboardCrates: number;
  empties: string[];
  tasks: Task[];
}

/** `line`: hundred-thousandths of a degree, longitude first, each after the first as the difference to the one before. `steps`: words and metres. */
export interface Leg {
  distanceM: number;
  seconds: number;
  line: number[];
  steps: [string, number][];
}

export type Ask = 'off' | 'optional' | 'required';

export interface Asks {
  weight: Ask;
  temperature: Ask;
  photo: Ask;
  name: Ask;
  signature: Ask;
}

export interface Round {
  plan: string;
  version: number;
  route: string;
  number: number;
  shift: string;
  territory: string;
  date: string;
  zone: string;
  vehicle: string;
  departure: string;
  return: string;
  distanceM: number;
  phonesUntil?: string;
  notice?: string;
  roads: { sure: boolean; text: string; attribution?: string };
  asks: Record<Kind, Asks>;
  stops: Stop[];
  legs: Leg[];
  breaks: { begin: string; seconds: number }[];
}

/** The vehicle's day: the same whatever plan is in force. */
export const roundKey = (round: Round): string => `${round.date}/${round.shift}`;

/**
 * What is done at a stop, the same in every plan: lots taken or left at a place. Where a route comes back for more of a lot, the visits are told apart by their number:
 * who was there once has not been there twice.
 */
export function coversOf(round: Round, stop: Stop): string[] {
  const before = round.stops.slice(0, Math.max(0, round.stops.indexOf(stop))).filter((one) => one.site === stop.site);
  return stop.tasks.map((task) => {
    const visits = before.filter((one) => one.tasks.some((other) => other.kind === task.kind && other.lot === task.lot)).length;
    return `${task.kind}:${stop.site}:${task.lot}${visits > 0 ? `#${visits}` : ''}`;
  });
}

/** A halt is known by its place and what is done there: a route may come to a place twice. */
export const stopKey = (stop: Stop): string => `${stop.site}|${stop.tasks.map((task) => task.kind[0] + task.lot).sort().join()}`;

/** Places of a leg as pairs of degrees, longitude first. */
export function placesOf(leg: Leg): [number, number][] {
  const places: [number, number][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < leg.line.length; i += 2) {
    x += leg.line[i] ?? 0;
    y += leg.line[i + 1] ?? 0;
    places.push([x / 1e5, y / 1e5]);
  }
  return places;
}

/** What may be kept no longer goes. */
export function withoutStalePhones(round: Round, now: number): Round {
  if (!round.phonesUntil || now < Date.parse(round.phonesUntil)) return round;
  const { phonesUntil: _, ...rest } = round;
  return { ...rest, stops: round.stops.map(({ phone: __, ...stop }) => stop) };
}
