// What the driver sees: the next stop, all stops, what waits to be sent. Closing a stop and telling of trouble have files of their own.

import type { App } from './app';
import { button, el, pictogram } from './el';
import type { Told } from './keep';
import { roundKey, stopKey, type Kind, type Round, type Stop, type Task } from './round';
import type { Trip } from './trip';
import { gpxOf, linkTo, navigators, sketch, type Navigator } from './ways';
import { clock, degrees, distance, kg, languages, longDate, say, span, speak, spoken, type Word } from './words';

export function header(app: App, trip: Trip | null): HTMLElement {
  const waiting = app.told.filter((told) => told.state === 'waiting' || (told.state === 'known' && told.photo === 'waiting')).length;
  const review = app.told.filter((told) => told.state === 'review' || told.photo === 'review').length;
  const words = [waiting > 0 && say('queueWaiting', waiting), review > 0 && say('queueReview', review)].filter(Boolean).join(' · ') || say('queueEmpty');
  return el('header', { class: 'bar' },
    el('p', { class: 'who' }, trip ? el('b', {}, say('round', trip.round.number)) : el('b', {}, 'Ramasse'), trip && ` ${trip.stops.length - trip.open.length}/${trip.stops.length}`),
    trip && button(words, 'queue', () => app.show({ name: 'queue' }), { class: `queue${review > 0 ? ' review' : waiting > 0 ? ' waiting' : ''}`, 'data-waiting': waiting, 'data-review': review }),
    trip && button(say('list'), 'list', () => app.show({ name: app.screen.name === 'list' ? 'next' : 'list' }), { class: 'menu', 'aria-pressed': String(app.screen.name === 'list') }));
}

/** What must be read before all else. */
export function banners(app: App): HTMLElement {
  const notes: HTMLElement[] = [];
  const note = (word: Word, ...values: string[]): void => void notes.push(el('p', { class: 'alert', role: 'status' }, say(word, ...values)));
  if (app.isForgetful) notes.push(el('p', { class: 'alert', role: 'alert' }, say('notKept'), ' ', el('a', { href: '/tournee/feuille' }, say('sheet'))));
  if (app.isShut && app.kept) note('shut');
  if (app.kept?.gone) note('gone');
  if (app.isClockOff) note('clock', String(Math.round(Math.abs(app.skew ?? 0) / 60_000)));
  if (app.update) notes.push(el('div', { class: 'alert update', role: 'status' }, el('p', {}, say('update')), button(say('updateNow'), null, app.update)));
  if (app.kept?.newer) {
    const { round, newer } = app.kept;
    notes.push(el('div', { class: 'alert changed', role: 'status' },
      el('p', {}, el('b', {}, say('changed', newer.round.version))),
      el('p', {}, say('changedLead')),
      el('ul', {}, ...changes(round, newer.round).map((change) => el('li', {}, change))),
      button(say('accept'), 'done', () => void app.accept())));
  }
  return el('div', { class: 'banners' }, ...notes);
}

/** By visits of a place: a route may come to it twice. */
function changes(old: Round, now: Round): string[] {
  const visits = (round: Round): Map<string, Stop[]> => {
    const found = new Map<string, Stop[]>();
    for (const stop of round.stops.filter((one) => one.tasks.length > 0)) found.set(stop.site, [...(found.get(stop.site) ?? []), stop]);
    return found;
  };
  const [before, after] = [visits(old), visits(now)];
  const found = [...new Set([...before.keys(), ...after.keys()])].flatMap((site) => {
    const [was, is] = [before.get(site) ?? [], after.get(site) ?? []];
    const pairs = is.slice(0, was.length).map((stop, i) => [stop.name, clock(stop.arrival, now.zone), clock(was[i]?.arrival ?? stop.arrival, old.zone)] as const);
    return [
      ...is.slice(was.length).map((stop) => say('added', stop.name)),
      ...was.slice(is.length).map((stop) => say('removed', stop.name)),
      // With fewer visits than before nobody knows which of them is gone.
      ...(is.length < was.length ? [] : pairs.filter(([, time, earlier]) => time !== earlier).map(([name, time, earlier]) => say('moved', name, time, earlier))),
    ];
  });
  return found.length > 0 ? found : [say('sameStops')];
}

export function nextScreen(app: App, trip: Trip): HTMLElement[] {
  const stop = trip.open[0];
  const { round } = trip;
  if (!stop) {
    const end = round.stops[round.stops.length - 1];
    return [
      el('h1', { tabindex: -1 }, say('allDone')),
      end ? el('p', { class: 'lead' }, say('backTo', end.name, clock(round.return, round.zone))) : el('p'),
      end ? goRow(app, end) : el('p'),
    ];
  }
  const opens = stop.opens.map(([from, to]) => span(from, to, round.zone)).join(', ');
  const waits = Date.parse(stop.begin) - Date.parse(stop.arrival) >= 120_000;
  return [
    el('p', { class: 'count' }, say('stopOf', trip.stops.length - trip.open.length + 1, trip.stops.length), app.kept?.order ? ` · ${say('estimate')}` : ''),
    el('h1', { tabindex: -1 }, stop.name),
    el('p', { class: 'when' }, el('b', {}, say('planned', clock(stop.arrival, round.zone))), opens && ` · ${say('open', opens)}`),
    waits && el('p', { class: 'wait' }, say('wait', clock(stop.begin, round.zone))),
    el('p', { class: 'address' }, pictogram('pin'), el('bdi', {}, stop.address)),
    stop.hint && el('p', { class: 'hint' }, pictogram('door'), el('bdi', {}, stop.hint)),
    goRow(app, stop),
    goods(trip, stop, 'delivery'),
    goods(trip, stop, 'pickup'),
    ...stop.empties.map((text) => el('p', { class: 'empties' }, pictogram('box'), text)),
    app.kept?.order && el('p', { class: 'fine' }, say('orderIsEstimate')),
    el('p', { class: 'aside' }, button(say('later'), 'later', () => void app.reorder(null, stopKey(stop)), { class: 'soft', disabled: trip.open.length < 2 })),
    way(trip, stop),
    el('nav', { class: 'foot' },
      button(say('problem'), 'problem', () => app.show({ name: 'problem' }), { class: 'second' }),
      button(say('done'), 'done', () => app.show({ name: 'close', stop, corrects: null }), { class: 'main' })),
  ].filter((part): part is HTMLElement => part instanceof HTMLElement);
}

function goRow(app: App, stop: Stop): HTMLElement {
  return el('div', { class: 'gorow' },
    stop.phone ? el('a', { class: 'button', href: `tel:${stop.phone.replace(/\s/g, '')}` }, pictogram('phone'), el('span', {}, say('call'))) : null,
    el('a', { class: 'button go', href: linkTo(stop, app.navigator), rel: 'noreferrer' }, pictogram('go'), el('span', {}, say('go'))),
    el('details', { class: 'with' }, el('summary', {}, say('goWith')),
      el('ul', { class: 'bare' }, ...navigators.map(([by, name]: readonly [Navigator, string]) => el('li', {},
        el('a', { href: linkTo(stop, by), rel: 'noreferrer', 'data-by': by, 'aria-current': by === app.navigator ? 'true' : null, click: (() => void app.choose(by)) as EventListener }, name))))));
}

/** What is taken or left, by lot; to whom it goes where several receive of it. */
function goods(trip: Trip, stop: Stop, kind: Kind): HTMLElement | null {
  const tasks = stop.tasks.filter((task) => task.kind === kind);
  if (tasks.length === 0) return null;
  const lots = byLot(tasks);
  const total = tasks.reduce((sum, task) => sum + trip.expected(task), 0);
  return el('section', { class: `goods ${kind}` },
    el('h2', {}, pictogram(kind), el('span', {}, say(kind === 'pickup' ? 'take' : 'leave')), el('b', { class: 'total' }, kg(total))),
    el('ul', { class: 'bare' }, ...[...lots.values()].map((shares) => lot(trip, shares))));
}

function byLot(tasks: Task[]): Map<string, Task[]> {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) groups.set(task.lot, [...(groups.get(task.lot) ?? []), task]);
  return groups;
}

function lot(trip: Trip, shares: Task[]): HTMLElement {
  const [task] = shares;
  if (!task) return el('li');
  const [expected, high] = [shares.reduce((sum, one) => sum + trip.expected(one), 0), shares.reduce((sum, one) => sum + one.highG, 0)];
  const crates = shares.reduce((sum, one) => sum + one.crates, 0);
  const named = shares.length > 1 || !task.own;
  return el('li', { class: 'lot' },
    el('p', { class: 'what' }, el('b', { class: 'kg' }, expected === 0 ? say('noFurther') : kg(expected)), el('span', {}, task.product),
      task.cold ? el('span', { class: 'tag cold' }, pictogram('cold'), say(task.cold), task.limitTenths !== undefined ? ` ${say('limit', degrees(task.limitTenths))}` : '') : null),
    el('p', { class: 'more' }, [task.date, crates > 0 && say('crates', crates), task.kind === 'pickup' && high > expected && say('atMost', kg(high)),
      task.readyAt && say('readyAt', clock(task.readyAt, trip.round.zone)), task.kind === 'delivery' && say('from', task.from)].filter(Boolean).join(' · ')),
    named ? el('ul', { class: 'shares' }, ...shares.map((share) => el('li', {}, el('b', {}, kg(trip.expected(share))), ` ${say('for', share.for)}${share.event ? ` (${share.event})` : ''}`))) : null);
}

function way(trip: Trip, stop: Stop): HTMLElement {
  const at = trip.legTo(stop);
  const leg = at === null ? undefined : trip.round.legs[at];
  return el('details', { class: 'way' }, el('summary', {}, say('way'), leg ? ` · ${distance(leg.distanceM)}` : ''),
    sketch(trip, stop) as unknown as HTMLElement,
    leg && leg.steps.length > 0
      ? el('ol', { class: 'steps' }, ...leg.steps.map(([words, metres]) => el('li', {}, words, metres > 0 ? el('span', { class: 'quiet' }, ` ${distance(metres)}`) : null)))
      : el('p', {}, say(leg ? 'noSteps' : 'wayUnsure')),
    el('p', { class: 'fine' }, trip.round.roads.text, trip.round.roads.attribution ? ` — ${trip.round.roads.attribution}` : ''));
}

export function listScreen(app: App, trip: Trip): HTMLElement[] {
  const { round } = trip;
  const [start, end] = [round.stops[0], round.stops[round.stops.length - 1]];
  const planned = (stop: Stop): string => String(round.stops.indexOf(stop));
  const item = (stop: Stop, isOpen: boolean): HTMLElement => el('li', { class: isOpen ? 'stop' : 'stop done' },
    el('span', { class: 'badge' }, isOpen ? planned(stop) : pictogram('done')),
    el('div', {},
      el('p', {}, el('b', {}, stop.name)),
      el('p', { class: 'more' }, say('planned', clock(stop.arrival, round.zone)), ...stop.tasks.some((task) => task.kind === 'pickup') ? [' ', pictogram('pickup')] : [], ...stop.tasks.some((task) => task.kind === 'delivery') ? [' ', pictogram('delivery')] : []),
      el('p', { class: 'do' },
        isOpen && stop !== trip.open[0] ? button(say('goHere'), 'go', () => void app.reorder(stopKey(stop), null), { class: 'soft', 'aria-label': `${say('goHere')} : ${stop.name}` }) : null,
        isOpen ? null : button(say('correct'), null, () => app.show({ name: 'close', stop: trip.lastOf(stop)?.stop ?? stop, corrects: trip.lastOf(stop) }), { class: 'soft', 'aria-label': `${say('correct')} : ${stop.name}` }))));
  return [
    el('h1', { tabindex: -1 }, say('list')),
    el('p', { class: 'lead' }, `${longDate(round.date)} · ${round.territory} · ${round.vehicle} · ${distance(round.distanceM)}`),
    round.notice ? el('p', { class: 'fine' }, round.notice) : null,
    el('details', { class: 'way', open: true }, el('summary', {}, say('way')), sketch(trip, trip.open[0]) as unknown as HTMLElement),
    app.kept?.order ? el('p', { class: 'fine' }, say('orderIsEstimate'), ' ', button(say('plannedOrder'), null, () => void app.plannedOrder(), { class: 'soft' })) : null,
    start ? el('p', { class: 'end' }, `◆ ${say('start')} ${clock(round.departure, round.zone)} · ${start.name}`) : null,
    el('ol', { class: 'bare stops' }, ...trip.open.map((stop) => item(stop, true)), ...trip.stops.filter((stop) => !trip.open.includes(stop)).map((stop) => item(stop, false))),
    end ? el('p', { class: 'end' }, `◆ ${say('end')} ${clock(round.return, round.zone)} · ${end.name}`) : null,
    ...trip.orphans().map((told) => el('p', { class: 'alert' }, `${say('removedStop')} : ${told.stop?.name ?? ''}`)),
    el('p', {}, button(say('gpx'), 'go', () => saveFile(`tournee-${round.date}-${round.number}.gpx`, gpxOf(round)), { class: 'soft' })),
    el('p', {}, el('a', { href: '/tournee/feuille' }, say('sheet'))),
    el('p', { class: 'fine', 'data-ready': app.isReady }, app.isReady ? `✓ ${say('offlineReady')}` : say('offlineNotReady')),
    round.phonesUntil ? null : el('p', { class: 'fine' }, say('noPhones')),
    el('p', { class: 'fine' }, say('install')),
    languageChoice(app),
  ].filter((part): part is HTMLElement => part instanceof HTMLElement);
}

export function languageChoice(app: App): HTMLElement {
  return el('p', { class: 'languages' }, el('span', {}, `${say('language')} : `), ...languages.map(([code, name]) =>
    button(name, null, () => void changeLanguage(app, code), { class: 'soft', lang: code, 'aria-pressed': String(code === spoken()) })));
}

async function changeLanguage(app: App, code: string): Promise<void> {
  speak(code);
  await app.keep?.choose('language', code);
  app.show(app.screen);
  await app.refresh();
}

export function queueScreen(app: App, trip: Trip): HTMLElement[] {
  const state = (told: Told): Word => (told.state === 'review' || told.photo === 'review' ? 'stateReview' : told.state === 'waiting' || told.photo === 'waiting' ? 'stateWaiting' : 'stateKnown');
  const name = (told: Told): string => (told.kind === 'proof' ? say('queueProof', told.stop?.name ?? '') : say(told.kind === 'incident' ? 'queueIncident' : 'queueSeen'));
  return [
    el('h1', { tabindex: -1 }, say('queue')),
    el('p', {}, say('queueKept')),
    el('p', {}, button(say('queueNow'), 'queue', () => void app.ask())),
    el('ul', { class: 'bare tellings' }, ...[...app.told].reverse().map((told) => el('li', { class: state(told) },
      el('p', {}, el('b', {}, name(told)), ` ${clock(String(told.body['occurredAt'] ?? new Date().toISOString()), trip.round.zone)}`, told.photo !== 'none' ? ` · ${say('queuePhoto')}` : ''),
      el('p', { class: 'more' }, say(state(told)), told.round !== roundKey(trip.round) ? ` · ${say('otherRound')}` : ''),
      ...told.said.map((words) => el('p', { class: 'said' }, words)),
      state(told) === 'stateReview' && told.round === roundKey(trip.round) ? button(say('again'), null, () => void app.again(told), { class: 'soft' }) : null))),
    el('p', {}, button(say('back'), 'back', () => app.show({ name: 'next' }), { class: 'soft' })),
  ];
}

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/gpx+xml' }));
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
