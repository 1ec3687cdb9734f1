// Telling of trouble: two touches. A shut door can close the stop as well.

import { newId, type App } from './app';
import { linesOf } from './amounts';
import { button, el, type Pictogram } from './el';
import { coversOf } from './round';
import type { Trip } from './trip';
import { inFrench, say, type Word } from './words';

const troubles: readonly (readonly [string, Word, Pictogram])[] = [
  ['site-closed', 'incidentSiteClosed', 'door'], ['delay', 'incidentDelay', 'later'], ['breakdown', 'incidentBreakdown', 'problem'],
  ['accident', 'incidentAccident', 'problem'], ['cold-chain', 'incidentColdChain', 'cold'], ['other', 'incidentOther', 'list'],
];

export function problemScreen(app: App, trip: Trip): HTMLElement[] {
  const stop = trip.open[0];
  const text = el('textarea', { id: 'what', rows: 2, maxlength: 400 });
  const skip = el('input', { id: 'skip', type: 'checkbox' });
  let kind = '';
  const confirm = button(say('incidentSend'), 'problem', () => void tell(), { class: 'main', disabled: true });
  const choices = troubles.map(([code, word, picture]) => button(say(word), picture, () => {
    kind = code;
    for (const choice of choices) choice.setAttribute('aria-pressed', String(choice.dataset['kind'] === code));
    confirm.disabled = false;
  }, { 'data-kind': code, 'aria-pressed': 'false' }));

  async function tell(): Promise<void> {
    confirm.disabled = true;
    const at = { plan: trip.round.plan, route: trip.round.route, occurredAt: new Date().toISOString(), ...(stop ? { site: stop.site } : {}) };
    const words = text.value.trim();
    await app.tell({ id: newId(), kind: 'incident', body: { ...at, kind, ...(words ? { text: words } : {}) }, covers: [], taken: {}, stop: null }, null);
    if (stop && skip.checked) {
      const reason = words || inFrench('reasonClosed');
      const none = new Map(stop.tasks.map((task) => [task.allocation, { did: 'left' as const, still: 0, reason }]));
      const lines = (['delivery', 'pickup'] as const).flatMap((side) => {
        const tasks = stop.tasks.filter((task) => task.kind === side);
        return linesOf(side, tasks, tasks.map((task) => trip.expected(task)), none, new Map());
      });
      await app.tell({
        id: newId(), kind: 'proof', body: { ...at, lines, note: reason }, covers: coversOf(trip.round, stop),
        taken: Object.fromEntries(stop.tasks.filter((task) => task.kind === 'pickup').map((task) => [task.allocation, 0])), stop,
      }, null);
    }
    app.show({ name: 'next' }, say('incidentTold'));
  }

  return [
    el('p', {}, button(say('back'), 'back', () => app.show({ name: 'next' }), { class: 'soft' })),
    el('h1', { tabindex: -1 }, say('incident')),
    el('div', { class: 'choices' }, ...choices),
    el('p', {}, el('label', { for: 'what' }, say('incidentText')), text),
    ...(stop ? [el('p', { class: 'tick' }, skip, el('label', { for: 'skip' }, say('incidentSkip')))] : []),
    el('nav', { class: 'foot' }, confirm),
  ];
}
