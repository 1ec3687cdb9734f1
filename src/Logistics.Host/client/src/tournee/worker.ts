// Keeps the page itself, so that it opens where there is no network. What the route says and what was told is not kept here but in the page's own store;
// no answer of the server's to a question about data ever comes from here.

/** A hash of all that is kept, put in by the build: another hash is another version. */
declare const __SHELL__: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  addEventListener(type: 'install' | 'activate', heard: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', heard: (event: Fetching) => void): void;
  addEventListener(type: 'message', heard: (event: MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = self as unknown as WorkerScope;
const page = '/tournee';
const shelf = `tournee-${__SHELL__}`;
const shell = [page, '/ramasse.css', '/tournee.css', '/app/tournee.js', '/tournee.webmanifest', '/icon.svg', '/icon-180.png', '/icon-192.png'];

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shelf).then((cache) => cache.addAll(shell.map((address) => new Request(address, { cache: 'reload' })))));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('tournee-') && name !== shelf) await caches.delete(name);
    await worker.clients.claim();
  })());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin || address.search !== '' || !shell.includes(address.pathname)) return;
  event.respondWith((async () => (await (await caches.open(shelf)).match(address.pathname, { ignoreVary: true })) ?? fetch(request))());
});

// The page asks for the change, so that nothing is swapped under a form that is being filled in.
worker.addEventListener('message', (event) => {
  if (event.data === 'now') void worker.skipWaiting();
});
