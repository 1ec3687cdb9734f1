// Switches the device at hand on and off, on the page of one's account. The page says which devices it knows, by a hash of their addresses.

import { base64urlOf, bytesOf } from './base64url';

/** In a folder that holds no page: the worker stands before none. */
const script = '/app/push-worker.js';
const folder = '/app/';

export function offerDevice(place: HTMLElement): void {
  const state = place.querySelector<HTMLElement>('[data-device-state]');
  const button = place.querySelector('button');
  if (!state || !button) return;
  const say = (what: string): void => {
    state.textContent = place.dataset[what] ?? '';
  };

  const hindered = hindrance();
  if (hindered) {
    say(hindered);
    return;
  }
  const known = new Map((place.dataset.devices ?? '').split(' ').filter((one) => one).map((one) => one.split(':') as [string, string]));
  void (async () => {
    const here = await subscription();
    const mark = here ? await markOf(here) : null;
    const id = mark === null ? undefined : known.get(mark);
    say(id ? 'isOn' : 'isOff');
    button.textContent = (id ? place.dataset.off : place.dataset.on) ?? '';
    button.hidden = false;
    const own = mark === null ? null : document.querySelector<HTMLElement>(`[data-device-mark="${mark}"]`);
    if (own) own.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      void (id ? switchOff(id) : switchOn(place.dataset.device ?? '')).then(
        () => location.assign(`/compte?fait=${id ? 'appareil-retire' : 'appareil'}`),
        (failure: unknown) => {
          button.disabled = false;
          say(Notification.permission === 'denied' ? 'denied' : 'failed');
          console.info('This device was not switched.', failure);
        },
      );
    });
  })().catch((failure: unknown) => {
    say('failed');
    console.info('This device does not say whether it is switched on.', failure);
  });
}

/** Why this device cannot be switched on, as the name of a text; null: it can. */
function hindrance(): string | null {
  if (!isSecureContext) return 'insecure';
  // Safari on a phone has none of it before the page stands on the home screen.
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return /iPhone|iPad/.test(navigator.userAgent) ? 'install' : 'unable';
  return Notification.permission === 'denied' ? 'denied' : null;
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(folder);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function markOf(subscribed: PushSubscription): Promise<string> {
  return base64urlOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscribed.endpoint)));
}

async function switchOn(key: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('not permitted');
  await navigator.serviceWorker.register(script, { scope: folder });
  const registration = await activeRegistration();
  const before = await registration.pushManager.getSubscription();
  // The instance may have another key than when this browser was first switched on: its service would hear the old one only.
  const shown = before?.options.applicationServerKey;
  if (before && (!shown || base64urlOf(shown) !== key)) await before.unsubscribe();
  const subscribed = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const answer = await fetch('/compte/appareils', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(subscribed) });
  if (answer.ok) return;
  await subscribed.unsubscribe();
  throw new Error(`The instance answered ${answer.status}.`);
}

/** `navigator.serviceWorker.ready` waits for a worker that stands before this page, which ours never does. */
async function activeRegistration(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.getRegistration(folder);
  if (!registration) throw new Error('The worker is not there.');
  const coming = registration.installing ?? registration.waiting;
  if (!registration.active && coming) {
    await new Promise<void>((done, fail) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'activated') done();
        else if (coming.state === 'redundant') fail(new Error('The worker was not installed.'));
      });
    });
  }
  return registration;
}

async function switchOff(id: string): Promise<void> {
  // The instance first: what is not subscribed any more but still known there would only fail later.
  const answer = await fetch('/compte/appareils/retirer', { method: 'POST', body: new URLSearchParams({ appareil: id }), redirect: 'manual' });
  if (!answer.ok && answer.type !== 'opaqueredirect') throw new Error(`The instance answered ${answer.status}.`);
  await (await subscription())?.unsubscribe();
}
