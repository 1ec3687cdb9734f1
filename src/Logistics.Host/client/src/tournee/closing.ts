// Closing a stop: as planned with two touches, with a temperature or a weight in three. Whatever else happened is said here too.

import { newId, type App } from './app';
import { grams, linesOf, tenths, type Exception } from './amounts';
import { button, el, pictogram } from './el';
import type { Told } from './keep';
import { shrink } from './photo';
import { coversOf, type Ask, type Asks, type Kind, type Stop, type Task } from './round';
import { SignatureField } from './signature';
import type { Trip } from './trip';
import { degrees, inFrench, kg, say, type Word } from './words';

const kinds: readonly Kind[] = ['delivery', 'pickup'];

/** Of two kinds at one stop the stricter counts. */
function askAt(trip: Trip, stop: Stop, what: keyof Asks): Ask {
  const asked = kinds.filter((kind) => stop.tasks.some((task) => task.kind === kind)).map((kind) => trip.round.asks[kind][what]);
  return asked.includes('required') ? 'required' : asked.includes('optional') ? 'optional' : 'off';
}

export function closeScreen(app: App, trip: Trip, stop: Stop, corrects: Told | null): HTMLElement[] {
  const weights = kinds.filter((kind) => stop.tasks.some((task) => task.kind === kind)).map((kind) => new WeightField(trip, stop, kind));
  const rows = stop.tasks.map((task) => new TaskRow(trip, task));
  const limits = stop.tasks.map((task) => task.limitTenths).filter((limit): limit is number => limit !== undefined);
  const cold = limits.length > 0 && askAt(trip, stop, 'temperature') !== 'off' ? new TemperatureField(Math.min(...limits), askAt(trip, stop, 'temperature')) : null;
  const photo = new PhotoField();
  const signing = askAt(trip, stop, 'signature');
  const signature = signing === 'off' ? null : new SignatureField(signing);
  const name = el('input', { id: 'name', autocomplete: 'off', maxlength: 80 });
  const note = el('textarea', { id: 'note', rows: 2, maxlength: 250 });
  const place = new PlaceField();
  const faults = el('div', { class: 'faults', role: 'alert' });
  const confirm = button(say('confirm'), 'done', () => void close(), { class: 'main' });

  async function close(): Promise<void> {
    const found: [Word, HTMLElement][] = [
      ...weights.flatMap((field) => field.faults()),
      ...rows.flatMap((row) => row.faults()),
      ...(cold?.faults() ?? []),
      ...(askAt(trip, stop, 'photo') === 'required' && !photo.taken ? [['needPhoto', photo.input] as [Word, HTMLElement]] : []),
      ...(askAt(trip, stop, 'name') === 'required' && !name.value.trim() ? [['needName', name] as [Word, HTMLElement]] : []),
      ...(signature?.faults() ?? []),
    ];
    faults.replaceChildren(...found.map(([word]) => el('p', {}, say(word))));
    if (found[0]) return found[0][1].focus();
    confirm.disabled = true;
    const exceptions = new Map(rows.flatMap((row): [string, Exception][] => (row.exception ? [[row.task.allocation, row.exception]] : [])));
    const lines = weights.flatMap((field) => linesOf(field.kind, field.tasks, field.expected, exceptions, field.weighed()));
    const position = await place.position();
    const unweighed = weights.some((field) => field.isAsked && field.weighed().size === 0);
    const notes = [note.value.trim(), name.value.trim() && `${inFrench('noteName')} : ${name.value.trim()}.`, unweighed && inFrench('noteUnweighed'), cold?.cannot && inFrench('noteUnmeasured'), signature?.cannot && inFrench('noteUnsigned')];
    const against = corrects?.body ?? { plan: trip.round.plan, route: trip.round.route };
    await app.tell({
      id: newId(),
      kind: 'proof',
      body: {
        plan: against['plan'], route: against['route'], site: stop.site, occurredAt: new Date().toISOString(), lines,
        ...(cold?.value !== undefined && cold.value !== null ? { temperatureTenths: cold.value } : {}),
        ...(notes.some(Boolean) ? { note: notes.filter(Boolean).join(' ') } : {}),
        ...(position ? { position } : {}),
        ...(signature?.path ? { signature: signature.path } : {}),
        ...(corrects ? { corrects: corrects.id } : {}),
      },
      covers: coversOf(trip.round, stop),
      taken: Object.fromEntries(lines.filter((line) => stop.tasks.some((task) => task.kind === 'pickup' && task.allocation === line.allocation))
        .map((line) => [line.allocation, lines.filter((one) => one.allocation === line.allocation && one.did === 'taken').reduce((sum, one) => sum + one.quantityG, 0)])),
      stop,
    }, photo.taken);
    app.show({ name: 'next' }, say('stopDone'));
  }

  return [
    el('p', {}, button(say('back'), 'back', () => app.show({ name: 'next' }), { class: 'soft' })),
    el('h1', { tabindex: -1 }, say('close', stop.name)),
    el('form', { class: 'closing', submit: ((event: Event) => { event.preventDefault(); void close(); }) as EventListener, input: (() => faults.replaceChildren()) as EventListener, novalidate: true },
      cold?.element ?? null,
      ...weights.filter((field) => field.isAsked).map((field) => field.element),
      el('section', { class: 'tasks' }, ...rows.map((row) => row.element)),
      askAt(trip, stop, 'photo') === 'off' ? null : photo.element,
      signing === 'required' ? signature?.element : null,
      el('details', { class: 'further', open: askAt(trip, stop, 'name') === 'required' }, el('summary', {}, pictogram('pen'), say(signing === 'optional' ? 'furtherSigned' : 'further')),
        signing === 'optional' ? signature?.element : null,
        askAt(trip, stop, 'name') === 'off' ? null : el('p', {}, el('label', { for: 'name' }, say('name')), name),
        el('p', {}, el('label', { for: 'note' }, say('note')), note),
        place.element),
      faults,
      el('nav', { class: 'foot' }, confirm)),
  ];
}

class WeightField {
  readonly tasks: Task[];
  readonly expected: number[];
  readonly isAsked: boolean;
  readonly element = el('fieldset', { class: 'weight' });
  private inputs = new Map<string, HTMLInputElement>();
  private readonly families: string[];

  constructor(private readonly trip: Trip, stop: Stop, readonly kind: Kind) {
    this.tasks = stop.tasks.filter((task) => task.kind === kind);
    this.expected = this.tasks.map((task) => trip.expected(task));
    this.families = [...new Set(this.tasks.map((task) => task.family))];
    this.isAsked = trip.round.asks[kind].weight !== 'off';
    this.draw(['']);
  }

  private draw(parts: string[]): void {
    this.inputs = new Map(parts.map((family) => [family, el('input', { id: `weight-${this.kind}-${family}`, inputmode: 'decimal', autocomplete: 'off', enterkeyhint: 'done' })]));
    const sum = (family: string): number => this.tasks.reduce((grams, task, i) => grams + (family === '' || task.family === family ? (this.expected[i] ?? 0) : 0), 0);
    this.element.replaceChildren(
      el('legend', {}, pictogram(this.kind), say(this.kind === 'pickup' ? 'take' : 'leave')),
      ...[...this.inputs].map(([family, input]) => el('p', {},
        el('label', { for: input.id }, pictogram('scales'), family === '' ? say('weight') : `${say('weight')} : ${this.tasks.find((task) => task.family === family)?.familyName ?? ''}`),
        input, el('small', {}, say('weightHint', kg(sum(family)))))),
      ...(this.families.length > 1 ? [button(say(parts.length > 1 ? 'inTotal' : 'byFamily'), null, () => this.draw(parts.length > 1 ? [''] : this.families), { class: 'soft' })] : []));
  }

  weighed(): Map<string, number> {
    return new Map([...this.inputs].flatMap(([family, input]): [string, number][] => {
      const weight = grams(input.value);
      return weight === null ? [] : [[family, weight]];
    }));
  }

  faults(): [Word, HTMLElement][] {
    if (!this.isAsked) return [];
    return [...this.inputs.values()].flatMap((input): [Word, HTMLElement][] => {
      if (input.value.trim() !== '') return grams(input.value) === null ? [['badNumber', input]] : [];
      return this.trip.round.asks[this.kind].weight === 'required' ? [['needWeight', input]] : [];
    });
  }
}

/** One task, and what was not simply done of it. */
class TaskRow {
  readonly element = el('div', { class: 'task' });
  exception: Exception | null = null;
  private still: HTMLInputElement | null = null;
  private reason: HTMLInputElement | null = null;

  constructor(private readonly trip: Trip, readonly task: Task) {
    this.draw();
  }

  private draw(): void {
    const { task } = this;
    const head = el('p', {}, pictogram(task.kind), el('b', {}, ` ${kg(this.trip.expected(task))} `), task.product, el('span', { class: 'quiet' }, ` ${say('for', task.for)}`));
    if (!this.exception) {
      this.element.replaceChildren(head, button(say('notAll'), 'refused', () => this.except('refused'), { class: 'soft', 'aria-label': `${say('notAll')} : ${task.product}, ${say('for', task.for)}` }));
      return;
    }
    const exception = this.exception;
    const id = task.allocation;
    this.still = el('input', { id: `still-${id}`, inputmode: 'decimal', autocomplete: 'off', value: exception.still > 0 ? String(exception.still / 1000) : '0' });
    this.reason = el('input', { id: `reason-${id}`, autocomplete: 'off', maxlength: 200, value: exception.reason });
    const reasons: Word[] = exception.did === 'refused' ? ['reasonDamaged', 'reasonWarm', 'reasonDate'] : ['reasonRoom'];
    this.element.replaceChildren(head,
      el('p', { class: 'choice' }, ...(['refused', 'left'] as const).map((did) => button(say(did === 'refused' ? 'refused' : 'noRoom'), null, () => this.except(did), { 'aria-pressed': String(exception.did === did) }))),
      el('p', { class: 'choice' }, ...reasons.map((word) => button(say(word), null, () => { if (this.reason) this.reason.value = say(word); }, { class: 'soft' }))),
      el('p', {}, el('label', { for: this.reason.id }, say('reason')), this.reason),
      el('p', {}, el('label', { for: this.still.id }, say('still')), this.still),
      button(say('allOfIt'), null, () => { this.exception = null; this.draw(); }, { class: 'soft' }));
  }

  private except(did: Exception['did']): void {
    this.exception = { did, still: this.exception?.still ?? 0, reason: this.reason?.value ?? '' };
    this.draw();
  }

  faults(): [Word, HTMLElement][] {
    if (!this.exception || !this.still || !this.reason) return [];
    const still = grams(this.still.value || '0');
    if (still === null) return [['badNumber', this.still]];
    this.exception = { ...this.exception, still, reason: this.reason.value.trim() || (this.exception.did === 'left' ? say('noRoom') : '') };
    return this.exception.reason ? [] : [['needReason', this.reason]];
  }
}

class TemperatureField {
  readonly element: HTMLElement;
  cannot = false;
  value: number | null = null;
  private readonly input = el('input', { id: 'temperature', inputmode: 'decimal', autocomplete: 'off', enterkeyhint: 'done', input: (() => this.judge()) as EventListener });
  private readonly verdict = el('p', { class: 'verdict', role: 'status' });
  private readonly box = el('input', { id: 'cannot', type: 'checkbox', change: (() => this.judge()) as EventListener });

  constructor(private readonly limit: number, private readonly ask: Ask) {
    this.element = el('fieldset', { class: 'temperature' },
      el('legend', {}, pictogram('cold'), say('temperature')),
      el('p', { class: 'limit' }, say('limit', degrees(limit))),
      el('p', { class: 'signed' }, el('label', { for: 'temperature', class: 'hidden' }, say('temperature')),
        button('−', null, () => this.negate(), { 'aria-label': say('minus') }), this.input),
      this.verdict,
      el('p', { class: 'tick' }, this.box, el('label', { for: 'cannot' }, say('notMeasured'))));
  }

  /** Number pads of phones have no minus. */
  private negate(): void {
    this.input.value = /^[-−]/.test(this.input.value) ? this.input.value.slice(1) : `−${this.input.value}`;
    this.input.focus();
    this.judge();
  }

  private judge(): void {
    this.cannot = this.box.checked;
    this.value = this.cannot ? null : tenths(this.input.value);
    this.input.disabled = this.cannot;
    const over = this.value === null ? null : this.value - this.limit;
    this.verdict.className = `verdict${over === null ? '' : over > 0 ? ' warm' : ' fine-cold'}`;
    this.verdict.textContent = over === null ? '' : over > 0 ? `✗ ${say('tooWarm', degrees(over).replace('+', ''))}` : `✓ ${say('coldEnough')}`;
  }

  faults(): [Word, HTMLElement][] {
    if (this.cannot) return [];
    if (this.input.value.trim() === '') return this.ask === 'required' ? [['needTemperature', this.input]] : [];
    return this.value === null ? [['badNumber', this.input]] : [];
  }
}

class PhotoField {
  taken: Blob | null = null;
  private readonly name = el('span', {}, say('photo'));
  private readonly told = el('span', { role: 'status' });
  readonly input = el('input', { id: 'photo', type: 'file', accept: 'image/*', capture: 'environment', class: 'hidden', change: (() => void this.take()) as EventListener });
  readonly element = el('p', { class: 'photo' }, this.input, el('label', { for: 'photo', class: 'button' }, pictogram('camera'), this.name), this.told);

  private async take(): Promise<void> {
    const [file] = this.input.files ?? [];
    if (!file) return;
    this.taken = await shrink(file);
    this.name.textContent = say(this.taken ? 'photoAgain' : 'photo');
    this.told.textContent = this.taken ? say('photoTaken', Math.ceil(this.taken.size / 1000)) : say('photoBad');
  }
}

/** Where the device is, if the driver ticks so for this stop, and never otherwise. */
class PlaceField {
  private readonly box = el('input', { id: 'place', type: 'checkbox', change: (() => this.find()) as EventListener });
  readonly element = el('p', { class: 'tick' }, this.box, el('label', { for: 'place' }, say('position')));
  private found: Promise<{ longitude: number; latitude: number } | null> = Promise.resolve(null);

  private find(): void {
    this.found = !this.box.checked ? Promise.resolve(null) : new Promise((done) => {
      // Nobody waits for satellites at a door.
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => done({ longitude: coords.longitude, latitude: coords.latitude }), () => done(null), { timeout: 8000, maximumAge: 60_000 });
    });
  }

  position(): Promise<{ longitude: number; latitude: number } | null> {
    return this.found;
  }
}
