// Signed with a finger on the glass, by whoever stood at the door.

import { button, el, pictogram, svg } from './el';
import type { Ask } from './round';
import { pathOf, sheet, type Point } from './strokes';
import { say, type Word } from './words';

export class SignatureField {
  /** Nobody signs: said instead. */
  cannot = false;
  private strokes: Point[][] = [];
  private readonly ink = svg('path', { class: 'ink' });
  private readonly pad = svg('svg', { class: 'pad', viewBox: `0 0 ${sheet.width} ${sheet.height}`, role: 'img', 'aria-label': say('signHere'), tabindex: -1 }, this.ink);
  private readonly told = el('span', { role: 'status' });
  private readonly box = el('input', { id: 'unsigned', type: 'checkbox', change: (() => { this.cannot = this.box.checked; this.clear(); }) as EventListener });
  readonly element: HTMLElement;

  constructor(private readonly ask: Ask) {
    this.pad.addEventListener('pointerdown', (event) => this.press(event as PointerEvent));
    this.pad.addEventListener('pointermove', (event) => this.move(event as PointerEvent));
    this.element = el('fieldset', { class: 'signature' },
      el('legend', {}, pictogram('pen'), say('signature')),
      el('p', { class: 'quiet' }, say('signHere')),
      this.pad,
      el('p', {}, button(say('signAgain'), null, () => this.clear(), { class: 'soft' }), this.told),
      ask === 'required' ? el('p', { class: 'tick' }, this.box, el('label', { for: 'unsigned' }, say('notSigned'))) : null);
  }

  get path(): string | null {
    return pathOf(this.strokes);
  }

  faults(): [Word, HTMLElement][] {
    return this.ask === 'required' && !this.cannot && this.path === null ? [['needSignature', this.pad as unknown as HTMLElement]] : [];
  }

  private press(event: PointerEvent): void {
    if (this.cannot || !event.isPrimary) return;
    event.preventDefault();
    this.pad.setPointerCapture(event.pointerId);
    this.strokes.push([this.at(event)]);
    this.draw();
  }

  private move(event: PointerEvent): void {
    if (!this.pad.hasPointerCapture(event.pointerId)) return;
    // Between two pictures a finger goes on: browsers keep what it passed.
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const one of passed.length > 0 ? passed : [event]) this.strokes.at(-1)?.push(this.at(one));
    this.draw();
  }

  private at(event: PointerEvent): Point {
    const { left, top, width, height } = this.pad.getBoundingClientRect();
    return [((event.clientX - left) * sheet.width) / width, ((event.clientY - top) * sheet.height) / height];
  }

  private clear(): void {
    this.strokes = [];
    this.draw();
  }

  private draw(): void {
    const path = this.path;
    this.ink.setAttribute('d', path ?? '');
    this.told.textContent = path === null ? '' : `✓ ${say('isSigned')}`;
  }
}
