// What the page knows and does. Screens show it and call it; only here something is kept, sent or asked of the server.

import { isAway, isUnreadable } from './failures';
import { Keep, type KeptRound, type Told } from './keep';
import { resort } from './order';
import { roundKey, stopKey, withoutStalePhones, type Round, type Stop } from './round';
import { send } from './send';
import { betweenTouches } from './touch';
import { Trip } from './trip';
import type { Navigator } from './ways';
import { served, speak } from './words';

export type Screen = { name: 'next' | 'list' | 'queue' | 'problem' } | { name: 'close'; stop: Stop; corrects: Told | null };

/** Tellings that wait are tried so often, in milliseconds, besides whenever something says that there may be a network. */
const every = 30_000;

/** A clock that is off by less is right enough, in milliseconds. */
const tolerated = 3 * 60_000;

/** What the server said of the round. */
interface Answer {
  status: number;
  type: string;
  tag: string | null;
  /** Milliseconds that this clock is ahead of the server's; null: it did not say. */
  skew: number | null;
  round: Round | null;
}

export class App {
  keep: Keep | null = null;
  kept: KeptRound | null = null;
  told: Told[] = [];
  screen: Screen = { name: 'next' };
  navigator: Navigator = /iPhone|iPad|Macintosh/.test(navigator.userAgent) ? 'apple' : 'geo';
  /** The browser keeps nothing: all is in this page and goes with it. */
  isForgetful = false;
  isShut = false;
  /** Milliseconds that the device's clock is ahead of the server's; null: not known. */
  skew: number | null = null;
  /** The page is kept for when there is no network. */
  isReady = false;
  update: (() => void) | null = null;
  said = '';

  private sending: Promise<void> | null = null;
  /** Until then nobody knows what the device keeps. */
  private opened: Promise<void> = Promise.resolve();
  /** What the server says, until that is known. */
  private glimpse: KeptRound | null = null;

  constructor(private readonly draw: () => void) {}

  async start(): Promise<void> {
    this.opened = this.open();
    // A page that came from the server has asked for the round already. It is shown while the device's own store still opens, which takes a slow phone longer; then what is kept there counts.
    const early = document.querySelector('link[rel=preload][as=fetch]') ? this.answer(null) : null;
    const first = await Promise.race([early, this.opened.then(() => null)]);
    if (first?.round) {
      this.glimpse = { round: first.round, tag: null, newer: null, gone: false, order: null };
      this.draw();
    }
    await this.opened;
    if (this.kept) {
      const round = withoutStalePhones(this.kept.round, Date.now());
      if (round !== this.kept.round) await this.keepRound({ ...this.kept, round });
    }
    // Before anything is known the page says that it is loading, not that there is no round. What is seen already is not drawn anew under somebody's fingers.
    if (this.kept && !this.glimpse) this.draw();
    await this.ask(early);
    this.glimpse = null;
    if (!this.kept) this.draw();
    for (const sign of ['online', 'focus', 'pageshow']) addEventListener(sign, () => void this.ask());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.ask());
    setInterval(() => void this.ask(), every);
  }

  private async open(): Promise<void> {
    try {
      this.keep = await Keep.open();
      this.kept = (await this.keep.round()) ?? null;
      this.told = await this.keep.told();
      speak(await this.keep.choice('language'));
      this.navigator = ((await this.keep.choice('navigator')) as Navigator | undefined) ?? this.navigator;
    } catch (failure) {
      // Private window, or storage forbidden: browsers say it in many ways. Said on the screen, and why where a developer looks.
      this.isForgetful = true;
      console.info('This browser keeps nothing.', failure);
    }
  }

  get trip(): Trip | null {
    const kept = this.kept ?? this.glimpse;
    return kept && new Trip(kept, this.told);
  }

  /** The page is kept for when there is no network; or another version of it waits. */
  keptPage(update: (() => void) | null): void {
    this.isReady = true;
    this.update ??= update;
    this.drawUnlessTyping();
  }

  show(screen: Screen, said = ''): void {
    this.screen = screen;
    this.said = said;
    this.draw();
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }

  /** Sends what waits, and asks whether the plan is still the same. */
  async ask(early: Promise<Answer | null> | null = null): Promise<void> {
    if (this.kept) await this.flush();
    await this.refresh(early);
  }

  async choose(by: Navigator): Promise<void> {
    this.navigator = by;
    await this.keep?.choose('navigator', by);
    this.draw();
  }

  async reorder(first: string | null, later: string | null): Promise<void> {
    const trip = this.trip;
    const from = trip?.place();
    if (!this.kept || !trip || !from) return;
    await this.keepRound({ ...this.kept, order: resort(trip.open, from, first, later) });
    this.show({ name: 'next' });
  }

  async plannedOrder(): Promise<void> {
    if (this.kept) await this.keepRound({ ...this.kept, order: null });
    this.show({ name: 'next' });
  }

  /** The newer plan is read: from now on it is the one that is driven. */
  async accept(): Promise<void> {
    if (!this.kept?.newer) return;
    await this.keepRound({ ...this.kept.newer, newer: null, gone: false, order: null });
    await this.tellSeen();
    this.draw();
  }

  /** Keeps what happened and then sends it. What is kept is never lost; what is not kept was not confirmed on the screen. */
  async tell(told: Omit<Told, 'state' | 'said' | 'photo' | 'round'>, photo: Blob | null): Promise<void> {
    const kept = this.kept ?? this.glimpse;
    if (!kept) return;
    await this.opened;
    // What the server knows it by is what the device knows it by; that somebody has read a plan has no name there.
    const body = told.kind === 'seen' ? told.body : { id: told.id, ...told.body };
    const one: Told = { ...told, body, round: roundKey(kept.round), state: 'waiting', said: [], photo: photo ? 'waiting' : 'none' };
    if (this.keep) {
      await this.keep.tell(one, photo);
      this.told = await this.keep.told();
    } else {
      this.told = [...this.told, { ...one, seq: this.told.length }];
      if (photo) this.photos.set(one.id, photo);
    }
    void navigator.storage?.persist?.();
    void this.flush();
  }

  async again(told: Told): Promise<void> {
    await this.amend({ ...told, state: told.state === 'review' ? 'waiting' : told.state, photo: told.photo === 'review' ? 'waiting' : told.photo });
    await this.ask();
  }

  /** One after the other; windows of the same browser take turns. */
  flush(): Promise<void> {
    this.sending ??= this.inTurn(() => this.sendAll()).finally(() => (this.sending = null));
    return this.sending;
  }

  private readonly photos = new Map<string, Blob>();

  private async sendAll(): Promise<void> {
    if (!this.kept) return;
    const queue = {
      told: async () => (this.keep ? await this.keep.told() : this.told),
      amend: (told: Told) => this.amend(told),
      photo: async (id: string) => (this.keep ? await this.keep.photo(id) : this.photos.get(id)),
      photoArrived: async (told: Told) => {
        if (this.keep) await this.keep.photoArrived(told);
        else await this.amend({ ...told, photo: 'sent' });
      },
    };
    const before = JSON.stringify(this.told);
    const outcome = await send(queue, roundKey(this.kept.round), fetch.bind(globalThis));
    const wasShut = this.isShut;
    if (outcome !== 'away') this.isShut = outcome === 'shut';
    if (this.keep) this.told = await this.keep.told();
    if (before !== JSON.stringify(this.told) || wasShut !== this.isShut) this.drawUnlessTyping();
  }

  private async amend(told: Told): Promise<void> {
    if (this.keep) await this.keep.amend(told);
    else this.told = this.told.map((one) => (one.id === told.id ? told : one));
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    if (navigator.locks) await navigator.locks.request('tournee', work);
    else await work();
  }

  /** What the server says of the round now. Without a network nothing changes. */
  async refresh(early: Promise<Answer | null> | null = null): Promise<void> {
    const answer = await (early ?? this.answer(this.kept?.newer?.tag ?? this.kept?.tag ?? null));
    if (!answer) return;
    const { status, type, skew, round, tag } = answer;
    if (skew !== null) this.skew = skew;
    if (status === 401 || status === 403) this.isShut = true;
    if (status === 404 && this.kept && !this.kept.gone && type.includes('problem')) await this.keepRound({ ...this.kept, gone: true });
    if (status === 304 || status === 200) this.isShut = false;
    if (round) await this.take(round, tag);
    this.drawUnlessTyping();
  }

  /** Null: there is no network, or what came is broken; what the device keeps is shown all the same. */
  private async answer(tag: string | null): Promise<Answer | null> {
    const sentAt = Date.now();
    try {
      // For the first time just as the page has asked already, so that it is not asked twice.
      const answer = await fetch(`/tournee/route.json?lang=${served()}`, tag ? { cache: 'no-store', headers: { 'if-none-match': tag } } : {});
      const [now, type] = [Date.parse(answer.headers.get('x-now') ?? ''), answer.headers.get('content-type') ?? ''];
      return {
        status: answer.status, type, tag: answer.headers.get('etag'),
        skew: Number.isNaN(now) ? null : (sentAt + Date.now()) / 2 - now,
        round: answer.ok && type.includes('json') ? ((await answer.json()) as Round) : null,
      };
    } catch (failure) {
      if (!isAway(failure) && !isUnreadable(failure)) throw failure;
      return null;
    }
  }

  get isClockOff(): boolean {
    return this.skew !== null && Math.abs(this.skew) > tolerated;
  }

  private async take(round: Round, tag: string | null): Promise<void> {
    const { kept } = this;
    if (!kept || roundKey(kept.round) !== roundKey(round)) {
      this.kept = { round, tag, newer: null, gone: false, order: null };
      this.drawUnlessTyping();
      await this.keepRound(this.kept);
      await this.keep?.forgetOthers(roundKey(round));
      if (this.keep) this.told = await this.keep.told();
      await this.tellSeen();
    } else if (kept.round.plan === round.plan) {
      // The same in another language, or with its telephone numbers.
      await this.keepRound({ ...kept, round, tag, newer: null, gone: false });
    } else {
      await this.keepRound({ ...kept, newer: { round, tag }, gone: false });
    }
  }

  private async tellSeen(): Promise<void> {
    if (this.kept) await this.tell({ id: newId(), kind: 'seen', body: { plan: this.kept.round.plan }, covers: [], taken: {}, stop: null }, null);
  }

  private async keepRound(kept: KeptRound): Promise<void> {
    this.kept = kept;
    await this.keep?.keepRound(kept);
  }

  /** What nobody asked for is not drawn under somebody's fingers: not over a form, not while a button is pressed. */
  private drawUnlessTyping(): void {
    betweenTouches(() => {
      if (this.screen.name !== 'close' && this.screen.name !== 'problem') this.draw();
    });
  }
}

/** `randomUUID` is for secure pages only; the digits are as random without (RFC 9562, version 4). */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const isSame = (a: Stop | undefined, b: Stop | undefined): boolean => a !== undefined && b !== undefined && stopKey(a) === stopKey(b);
