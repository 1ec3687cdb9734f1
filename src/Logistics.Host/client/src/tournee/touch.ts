// What is drawn anew under a finger takes the touch with it: pressed on one button, let go on another that looks the same, nothing is done.

let isDown = false;
let waiting: (() => void) | null = null;

function release(): void {
  // After the click that this touch becomes.
  setTimeout(() => {
    isDown = false;
    const work = waiting;
    waiting = null;
    work?.();
  });
}

addEventListener('pointerdown', () => { isDown = true; }, true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, release, true);
// The window's own: a finger that was lifted over another one is not told of.
addEventListener('blur', release);

/** Does it now, or as soon as no finger is on the screen; of several that wait, the last is done. */
export function betweenTouches(work: () => void): void {
  if (isDown) waiting = work;
  else work();
}
