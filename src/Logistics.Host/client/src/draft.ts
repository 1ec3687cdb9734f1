// What is typed into a declaration stays on this device until it was sent: a lost connection or a closed page costs nothing.

/** Keeps fields of a form by its name; what was sent is forgotten. */
export function keepDrafts(): void {
  const done = document.querySelector<HTMLElement>('[data-draft-done]');
  const form = document.querySelector<HTMLFormElement>('form[data-draft]');
  if (!form) return;
  const key = `draft:${form.dataset.draft ?? ''}`;
  const note = form.querySelector<HTMLElement>('[data-draft-note]');
  const version = form.elements.namedItem('version');
  const isNew = version instanceof HTMLInputElement && version.value === '';
  if (done) {
    if (read(key)?.code === done.dataset.draftDone) remove(key);
    return;
  }
  // Only something new is kept: a correction is made against what others see.
  if (!isNew) return;

  const kept = read(key);
  // What the server worked out of what was typed is newer than what was kept.
  if (kept && !document.querySelector('.problems, [data-filled]')) {
    fill(form, kept);
    say(note, form.dataset.restored);
  }
  const keep = (): void => write(key, Object.fromEntries([...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string')));
  form.addEventListener('input', keep);
  form.addEventListener('submit', (event) => {
    keep();
    if (navigator.onLine) return;
    event.preventDefault();
    say(note, form.dataset.offline);
  });
  window.addEventListener('online', () => note?.setAttribute('hidden', ''));
}

function fill(form: HTMLFormElement, kept: Record<string, string>): void {
  for (const element of form.elements) {
    // A photo is not kept, and no script may choose a file.
    if (element instanceof HTMLInputElement && element.type === 'file') continue;
    if (element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')) element.checked = kept[element.name] === element.value;
    else if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) {
      const value = kept[element.name];
      // A day or a place that is no longer there is chosen anew.
      if (value !== undefined && (element instanceof HTMLInputElement || [...element.options].some((option) => option.value === value))) element.value = value;
    }
  }
}

function say(note: HTMLElement | null, words: string | undefined): void {
  if (!note || !words) return;
  note.textContent = words;
  note.hidden = false;
}

// A browser may refuse to keep anything (private windows): the form works without.
function read(key: string): Record<string, string> | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, string> | undefined ?? undefined;
  } catch (failure) {
    // Somebody else may have written there; what cannot be read is not offered.
    if (!(failure instanceof DOMException) && !(failure instanceof SyntaxError)) throw failure;
    return undefined;
  }
}

function write(key: string, fields: Record<string, string>): void {
  try {
    localStorage.setItem(key, JSON.stringify(fields));
  } catch (failure) {
    // Nothing is kept, and nothing is lost but that.
    if (!(failure instanceof DOMException)) throw failure;
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch (failure) {
    // It was never kept.
    if (!(failure instanceof DOMException)) throw failure;
  }
}
