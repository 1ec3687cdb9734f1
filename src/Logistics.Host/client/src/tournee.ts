// The driver's page. The server gives an empty shell; what is shown comes from what the device keeps.

import { App } from './tournee/app';
import { closeScreen } from './tournee/closing';
import { el } from './tournee/el';
import { banners, header, languageChoice, listScreen, nextScreen, queueScreen } from './tournee/screens';
import { problemScreen } from './tournee/trouble';
import { say, speak } from './tournee/words';

const place = document.querySelector<HTMLElement>('#tournee');

const app: App = new App(() => {
  const trip = app.trip;
  const { screen } = app;
  const parts = !trip ? [el('h1', { tabindex: -1 }, say('noRound')), languageChoice(app)]
    : screen.name === 'close' ? closeScreen(app, trip, screen.stop, screen.corrects)
    : screen.name === 'problem' ? problemScreen(app, trip)
    : screen.name === 'list' ? listScreen(app, trip)
    : screen.name === 'queue' ? queueScreen(app, trip)
    : nextScreen(app, trip);
  // What was unfolded stays so while the same screen is drawn anew.
  const open = new Set([...document.querySelectorAll('details[open]')].map((one) => one.className));
  const isSame = place?.dataset['screen'] === screen.name;
  place?.replaceChildren(header(app, trip), banners(app), el('main', {}, app.said ? el('p', { class: 'said', role: 'status' }, app.said) : null, ...parts));
  if (place) place.dataset['screen'] = screen.name;
  if (trip && performance.getEntriesByName('usable').length === 0) performance.mark('usable');
  if (isSame) for (const one of document.querySelectorAll<HTMLDetailsElement>('details')) one.open ||= open.has(one.className);
});

async function begin(): Promise<void> {
  speak(undefined);
  await app.start();
}

/** Keeps the page for when there is no network. Without https a browser does not offer it, which the server has said on the page. */
async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/app/tournee-worker.js', { scope: '/tournee' });
  const offer = (): void => {
    const { waiting } = registration;
    if (!waiting || !registration.active) return;
    app.keptPage(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('now');
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    const found = registration.installing;
    found?.addEventListener('statechange', () => found.state === 'installed' && offer());
  });
  await navigator.serviceWorker.ready;
  app.keptPage(null);
  addEventListener('online', () => void registration.update().catch((failure: unknown) => console.info('Whether there is a newer page is not known for the moment.', failure)));
}

void begin();
addEventListener('load', () => void keepPage().catch((failure: unknown) => console.info('The page cannot be kept here.', failure)));
