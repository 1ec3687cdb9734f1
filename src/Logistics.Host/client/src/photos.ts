// A photo chosen in a form is made small before it is sent, as the driver's page does; without a script it goes as it is, and the server says if it is too large.

import { shrink } from './tournee/photo.ts?own';

export function shrinkPhotos(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-photo]')) {
    const note = input.form?.querySelector<HTMLElement>('[data-photo-note]');
    let busy: Promise<void> | null = null;
    const take = (): void => {
      const [file] = input.files ?? [];
      if (!file) return;
      const work = make(input, file, note).finally(() => {
        if (busy === work) busy = null;
      });
      busy = work;
    };
    input.addEventListener('change', take);
    // Who is quicker than a slow network's script has chosen already.
    take();
    // Who is quicker than the telephone's processor waits for it, once: what is sent is the small one.
    input.form?.addEventListener('submit', (event) => {
      if (!busy || event.defaultPrevented) return;
      event.preventDefault();
      void busy.then(() => input.form?.requestSubmit());
    });
  }
}

async function make(input: HTMLInputElement, file: File, note: HTMLElement | null | undefined): Promise<void> {
  const photo = await shrink(file);
  // Another one was chosen meanwhile.
  if (input.files?.[0] !== file) return;
  if (photo) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([photo], 'photo.jpg', { type: photo.type }));
    input.files = chosen.files;
  }
  if (note) note.textContent = photo ? (input.dataset.photoSmall ?? '').replace('{0}', String(Math.ceil(photo.size / 1000))) : input.dataset.photoBad ?? '';
}
