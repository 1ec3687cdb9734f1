// Kinds of actors are shown and hidden at once; without a script the form's button asks the server for them.

export function filterKinds(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-kinds]');
  if (!form) return;
  const button = form.querySelector('button');
  if (button) button.hidden = true;
  form.addEventListener('change', () => {
    const chosen = new Set([...form.querySelectorAll<HTMLInputElement>('input[name=genre]:checked')].map((box) => box.value));
    for (const mark of document.querySelectorAll<HTMLElement | SVGElement>('a[data-kind]')) mark.classList.toggle('off', !chosen.has(mark.dataset.kind ?? ''));
  });
}
