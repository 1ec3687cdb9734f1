// Shows what the instance tells this device, and opens its page. It keeps nothing and stands before no page: its folder is /app/, in which there is none.

import { pageOf, toldOf } from './tell';

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Pushed extends Extendable {
  readonly data: { text(): string } | null;
}

interface Clicked extends Extendable {
  readonly notification: Notification;
}

interface Changed extends Extendable {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

interface OpenPage {
  readonly url: string;
  focus(): Promise<OpenPage>;
  navigate(address: string): Promise<OpenPage | null>;
}

interface WorkerScope {
  addEventListener(type: 'push', heard: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', heard: (event: Clicked) => void): void;
  addEventListener(type: 'pushsubscriptionchange', heard: (event: Changed) => void): void;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenPage[]>; openWindow(address: string): Promise<unknown> };
}

const worker = self as unknown as WorkerScope;

worker.addEventListener('push', (event) => {
  // Browsers take the right away from who stays silent: something is shown in any case.
  const told = toldOf(event.data?.text()) ?? { title: 'Ramasse', body: '', path: '/', tag: 'ramasse' };
  event.waitUntil(worker.registration.showNotification(told.title, { body: told.body, tag: told.tag, icon: '/icon-192.png', data: told.path }));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const page = pageOf(String(event.notification.data ?? '/'), location.origin);
  event.waitUntil((async () => {
    // Only a page that shows the same already: another may hold a form that is being filled in.
    const open = (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).find((one) => one.url === page);
    await (open ? open.focus() : worker.clients.openWindow(page));
  })());
});

// The service gave this device another address: the instance is told, as far as somebody is still signed in here.
worker.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil((async () => {
    const key = event.oldSubscription?.options.applicationServerKey;
    const fresh = event.newSubscription ?? (key ? await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null);
    if (fresh) await fetch('/compte/appareils', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fresh) });
  })());
});
