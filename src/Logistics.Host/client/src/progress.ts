// While something is being computed the page asks for its state, says it, and loads itself again when it is done.

interface Progress {
  done: boolean;
  text: string;
  /** From 0 to 1; absent when it cannot be told. */
  share?: number | null;
}

const everyMilliseconds = 700;

export function followProgress(): void {
  const place = document.querySelector<HTMLElement>('[data-progress]');
  const address = place?.dataset.progress;
  if (!place || !address) return;
  const text = place.querySelector<HTMLElement>('[data-progress-text]');
  const bar = place.querySelector('progress');

  // Whoever has chosen another page is not called back to this one.
  let leaving = false;
  addEventListener('beforeunload', () => {
    leaving = true;
    window.setTimeout(() => (leaving = false), 10_000);
  });

  const ask = async (): Promise<void> => {
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' } });
      const progress = (await answer.json()) as Progress;
      if (progress.done && !leaving) {
        location.reload();
        return;
      }
      if (text && text.textContent !== progress.text) text.textContent = progress.text;
      if (bar && typeof progress.share === 'number') bar.value = progress.share;
    } catch (failure) {
      // The host restarts or the network is away: ask again, the text on the page stays true until then. Said where a developer looks.
      console.info('Progress is not known for the moment.', failure);
    }
    window.setTimeout(() => void ask(), everyMilliseconds);
  };
  window.setTimeout(() => void ask(), everyMilliseconds);
}
