// What a page gains from a script; each part looks for its own mark in the page and does nothing without it.

import { keepDrafts } from './draft';
import { filterKinds } from './kinds';
import { shrinkPhotos } from './photos';
import { followProgress } from './progress';

followProgress();
keepDrafts();
shrinkPhotos();
filterKinds();

const map = document.querySelector<HTMLElement>('[data-map]');
if (map) {
  // The drawn map stays until the live one has shown its first picture, and for good where it cannot. Its script is the largest: whatever answers somebody comes before it.
  const show = (): void => void import('./map').then(({ showMap }) => showMap(map)).catch((error: unknown) => {
    map.dataset.mapState = 'drawn';
    console.info('The live map is not available here; the drawn one stays.', error);
  });
  if (document.readyState === 'complete') show();
  else addEventListener('load', show, { once: true });
}

const device = document.querySelector<HTMLElement>('[data-device]');
if (device) {
  import('./push/device').then(({ offerDevice }) => offerDevice(device)).catch((error: unknown) => {
    console.info('Devices cannot be switched on here; the list of them stays.', error);
  });
}

const actors = document.querySelector<HTMLElement>('[data-actors]');
if (actors) {
  import('./actors').then(({ showActors }) => showActors(actors)).catch((error: unknown) => {
    actors.dataset.mapState = 'drawn';
    console.info('The live map is not available here; the drawn one stays.', error);
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-busy]')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
    if (!button) return;
    button.setAttribute('aria-busy', 'true');
    button.textContent = form.dataset.busy ?? button.textContent;
  });
}

// A choice in a form marked so is sent at once; without a script its button sends it.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-instant]')) {
  form.addEventListener('change', () => form.requestSubmit());
}

// The link of a route is opened without asking: opening uses nothing up, so no scanner of links takes anything away.
document.querySelector<HTMLFormElement>('form[data-at-once]')?.requestSubmit();

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const from = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(button.dataset.copy ?? '');
  // Without https there is no clipboard: the field is there to be copied from by hand.
  if (!from || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(from.value).then(() => {
      button.textContent = button.dataset.copied ?? button.textContent;
    });
  });
}
