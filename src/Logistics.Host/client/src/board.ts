// The dispatcher's board. The page works by its forms alone; this sends the same forms without leaving the page, moves by drag and by keyboard, and shows what colleagues change.

const place = document.querySelector<HTMLElement>('[data-board]');
const live = document.querySelector<HTMLElement>('[data-board-live]');
const dialog = document.querySelector<HTMLDialogElement>('[data-board-dialog]');
if (place && live && dialog) begin(place, live, dialog);

/** What an element is to whoever uses it: the same in the next board. */
function mark(element: HTMLElement): string {
  return [element.tagName, element.id, element.getAttribute('name'), element.getAttribute('value'), element.getAttribute('aria-label') ?? (element instanceof HTMLSelectElement ? '' : element.textContent)].join('|');
}

/** What a fold is about: its stop, or its own words. */
function about(summary: HTMLElement): string {
  return summary.closest<HTMLElement>('[data-stop]')?.dataset.key ?? summary.textContent;
}

type CurvePoint = { seconds: number; euros: number };

/** A solve's best cost over time, drawn and said as the server does (CurveDrawing.cs). */
function draw(figure: HTMLElement, curve: CurvePoint[], elapsed: number): void {
  const [first, last] = [curve[0], curve.at(-1)];
  const picture = figure.querySelector('svg');
  const words = figure.querySelector('figcaption');
  if (!first || !last || !picture || !words) return;
  const { width, height } = picture.viewBox.baseVal;
  const whole = Math.max(elapsed, last.seconds, 0.001);
  const costs = curve.map((point) => point.euros);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  const x = (point: CurvePoint): number => width * point.seconds / whole;
  const y = (point: CurvePoint): number => most === least ? height / 2 : height * (1 - (point.euros - least) / (most - least));
  const corners = curve.flatMap((point, i) => { const before = curve[i - 1]; return before ? [[x(point), y(before)], [x(point), y(point)]] : [[x(point), y(point)]]; });
  picture.querySelector('polyline')?.setAttribute('points', [...corners, [width, y(last)]].map((corner) => corner.map((part) => part.toFixed(1)).join(',')).join(' '));
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  const said = [first.euros, last.euros, last.seconds].map((one) => number.format(one));
  words.textContent = (figure.dataset.curve ?? '').replace(/\{(\d)\}/g, (_, at: string) => said[Number(at)] ?? '');
  figure.hidden = false;
}

function begin(board: HTMLElement, live: HTMLElement, dialog: HTMLDialogElement): void {
  const address = board.dataset.board ?? '';
  let asked: Promise<void> = Promise.resolve();
  /** Every plan that stood on this page: news of one of them, however late, is no news. */
  const shown = new Set<string>();
  let stream: EventSource | undefined;
  /** The id of the solve that is looked at; where the server knows nothing of it any more, it was lost with its host. */
  let followed: string | undefined;
  let isLost = false;
  const nothingDragged = (): void => {};
  /** Puts what was dragged back to where the server last said it stands. */
  let putBack = nothingDragged;
  const banner = document.querySelector<HTMLElement>('[data-board-notice]');
  /** What nobody may miss, wherever on the page they are; until something is asked again. */
  const notice = (words: string): void => { if (banner) [banner.textContent, banner.hidden] = [words, words === '']; };
  /** Until what failed is asked again, in milliseconds: longer each time, a server that is away is not called at without end. */
  let patience = 2000;
  let again: number | undefined;
  let isAway = false;

  const part = (): HTMLElement | null => board.querySelector<HTMLElement>('[data-board-part]');
  const plan = (): string => part()?.dataset.plan ?? '';
  const stops = (): HTMLElement[] => [...board.querySelectorAll<HTMLElement>('[data-stop]')];
  const pick = (stop: HTMLElement): HTMLInputElement | null => stop.querySelector<HTMLInputElement>('input[type=checkbox]');
  const chosen = (): HTMLElement[] => stops().filter((stop) => pick(stop)?.checked);
  const say = (text: string): void => { live.textContent = ''; window.requestAnimationFrame(() => { live.textContent = text; }); };

  /** One question after the other: each change is made over the one before. */
  const ask = (form: FormData | null, quietly = false): Promise<void> => {
    asked = asked.then(async () => {
      if (form && form.has('plan')) form.set('plan', plan());
      board.setAttribute('aria-busy', 'true');
      try {
        const answer = await fetch(address, {
          method: form ? 'POST' : 'GET', headers: { 'X-Board': marks() }, ...(form ? { body: new URLSearchParams([...form].map(([name, value]) => [name, String(value)])) } : {}),
        });
        if (!answer.ok && answer.status !== 412) throw new TypeError(`${answer.status}`);
        if (form || isAway) notice('');
        [patience, isAway] = [2000, false];
        show(await answer.text(), quietly);
      } catch (failure) {
        if (!(failure instanceof TypeError)) throw failure;
        // Away: what was moved stands where the server last said, and the board is read again once it answers.
        if (form) {
          putBack();
          putBack = nothingDragged;
          light();
        }
        if (form || !isAway) {
          const words = (form ? board.dataset.failed : board.dataset.away) ?? '';
          say(words);
          notice(words);
        }
        isAway = true;
        askLater();
      } finally {
        board.removeAttribute('aria-busy');
      }
    });
    return asked;
  };

  const lanes = (): HTMLElement[] => [...board.querySelectorAll<HTMLElement>('[data-mark]')];

  /** The lanes that this page has as the server said them: it sends the others alone. */
  const marks = (): string => lanes().map((lane) => lane.dataset.mark).join(' ') || '1';

  /** Puts what the server sent in the place of what stood here; lanes that are as they were are not touched, so hundreds of stops are not laid out again for one that moved. */
  const exchange = (html: string): void => {
    const sent = document.createElement('template');
    sent.innerHTML = html;
    const [now, next] = [part(), sent.content.querySelector<HTMLElement>('[data-board-part]')];
    const [here, there] = [now?.querySelector('.board-lanes'), next?.querySelector('.board-lanes')];
    if (!now || !next || !here || !there) {
      board.replaceChildren(sent.content);
      return;
    }
    const had = new Map(lanes().map((lane) => [lane.dataset.mark, lane]));
    const wanted = [...there.children].filter((lane) => lane instanceof HTMLElement).map((lane) => had.get(lane.dataset.same) ?? lane);
    for (const lane of [...here.children]) if (!wanted.some((one) => one === lane)) lane.remove();
    wanted.forEach((lane, i) => { if (here.children[i] !== lane) here.insertBefore(lane, here.children[i] ?? null); });
    for (const name of now.getAttributeNames()) if (!next.hasAttribute(name)) now.removeAttribute(name);
    for (const { name, value } of next.attributes) now.setAttribute(name, value);
    for (const old of [...now.childNodes]) if (old !== here) old.remove();
    const around = [...next.childNodes];
    here.before(...around.slice(0, around.indexOf(there)));
    here.after(...around.slice(around.indexOf(there) + 1));
  };

  const askLater = (): void => {
    window.clearTimeout(again);
    again = window.setTimeout(() => void ask(null, true), patience);
    patience = Math.min(2 * patience, 60_000);
  };

  const show = (html: string, quietly: boolean): void => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-stop]')?.dataset.key ?? moving;
    const active = document.activeElement instanceof HTMLElement && board.contains(document.activeElement) ? mark(document.activeElement) : undefined;
    const before = plan();
    const keys = quietly ? new Set(chosen().map((stop) => stop.dataset.key)) : new Set<string | undefined>();
    const opened = new Set([...board.querySelectorAll<HTMLElement>('details[open] > summary')].map(about));
    // What was sent is told from what the server last said; a drag that it does not know of yet is answered next.
    putBack();
    putBack = nothingDragged;
    exchange(html);
    for (const summary of board.querySelectorAll('summary')) if (opened.has(about(summary))) summary.parentElement?.setAttribute('open', '');
    for (const stop of stops()) {
      const box = pick(stop);
      if (box) box.checked = keys.has(stop.dataset.key);
    }
    // Where somebody is in a lane that stayed, they stay.
    if (board.contains(document.activeElement)) {
      moving = undefined;
    } else if (focused) {
      const again = stops().find((stop) => stop.dataset.key === focused);
      if (again) pick(again)?.focus();
    } else if (active) {
      // Whoever goes by keyboard is where they were.
      [...board.querySelectorAll<HTMLElement>('button, select, input, a, summary')].find((one) => mark(one) === active)?.focus();
    }
    moving = undefined;
    shown.add(plan());
    const said = part()?.dataset.said;
    if (said) say(said);
    const solve = board.querySelector<HTMLElement>('.solve');
    if (followed && !solve?.dataset.solveId) {
      say(board.dataset.solveLost ?? '');
      notice(board.dataset.solveLost ?? '');
    }
    isLost = !solve?.dataset.solveId && (isLost || followed !== undefined);
    if (isLost) {
      const lost = document.createElement('p');
      lost.className = 'problems';
      lost.textContent = board.dataset.solveLost ?? '';
      solve?.querySelector('h2')?.after(lost);
    }
    followed = solve?.dataset.solve ? solve.dataset.solveId : undefined;
    if (plan() !== before) document.querySelector('[data-map]')?.dispatchEvent(new CustomEvent('ramasse:routes', { detail: part()?.dataset.routes }));
    light();
    followSolve();
  };

  /** The key of the stop that is being moved: the focus follows it. */
  let moving: string | undefined;

  const form = (fields: Record<string, string>, more: [string, string][] = []): FormData => {
    const made = new FormData();
    made.set('plan', plan());
    for (const [name, value] of Object.entries(fields)) made.set(name, value);
    for (const [name, value] of more) made.append(name, value);
    return made;
  };

  const named = (moved: HTMLElement[]): [string, string][] => moved.flatMap((stop) => { const box = pick(stop); return box ? [[box.name, box.value] as [string, string]] : []; });

  /** @param at `mieux`, `debut`, `fin` or the number of the stop it follows. */
  const move = (moved: HTMLElement[], lane: string, at: string): void => {
    moving = moved[0]?.dataset.key;
    void ask(form({ geste: 'deplacer', vers: lane, place: at }, named(moved)));
  };

  board.addEventListener('submit', (event) => {
    const sent = event.target as HTMLFormElement;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    event.preventDefault();
    const data = new FormData(sent);
    // Boxes stand outside the form that they belong to, and a button says what is done.
    if (button?.name) data.set(button.name, button.value);
    void ask(data);
  });

  // Lights up all that belongs together: a pick-up and its drop-offs, in the lanes and on the map.
  const light = (): void => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-stop]');
    const lit = [...chosen(), ...(focused && board.contains(focused) ? [focused] : [])];
    const shipments = new Set(lit.flatMap((stop) => (stop.dataset.shipments ?? '').split(' ')));
    const kin = stops().filter((stop) => (stop.dataset.shipments ?? '').split(' ').some((one) => shipments.has(one)));
    for (const stop of stops()) {
      stop.classList.toggle('is-kin', kin.includes(stop));
      stop.classList.toggle('is-chosen', pick(stop)?.checked === true);
    }
    const words = board.querySelector<HTMLElement>('[data-chosen]');
    if (words) words.textContent = chosen().length === 0 ? words.dataset.none ?? '' : `${words.dataset.some ?? ''} ${chosen().length}`;
    document.querySelector('[data-map]')?.dispatchEvent(new CustomEvent('ramasse:stops', { detail: kin.map((stop) => stop.dataset.icon) }));
  };
  board.addEventListener('change', light);
  board.addEventListener('focusin', light);

  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), select, textarea');
    if (event.key === '?' && !typing) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.key === 'Escape' && !dialog.open && chosen().length > 0) {
      for (const stop of chosen()) { const box = pick(stop); if (box) box.checked = false; }
      light();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing) {
      event.preventDefault();
      board.querySelector<HTMLButtonElement>(event.shiftKey ? '[data-redo]' : '[data-undo]')?.click();
    } else if (event.altKey) {
      const stop = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-stop]') : null;
      if (stop && board.contains(stop) && byKey(stop, event.key)) event.preventDefault();
    }
  });

  const byKey = (stop: HTMLElement, key: string): boolean => {
    const lane = stop.closest<HTMLElement>('[data-lane]');
    const number = Number(stop.dataset.number ?? 0);
    const moved = chosen().includes(stop) ? chosen() : [stop];
    if (key === 'Delete' && number > 0) {
      void ask(form({ geste: 'retirer' }, named(moved)));
      return true;
    }
    if ((key === 'ArrowUp' || key === 'ArrowDown') && lane?.dataset.lane && number > 0) {
      const last = lane.querySelectorAll('[data-stop]').length;
      if (key === 'ArrowUp' ? number > 1 : number < last) move([stop], lane.dataset.lane, key === 'ArrowUp' ? String(number - 2) : String(number + 1));
      return true;
    }
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const lanes = [...board.querySelectorAll<HTMLElement>('ol[data-lane]')];
      const from = lane ? lanes.indexOf(lane) : -1;
      const to = lanes[key === 'ArrowLeft' ? from - 1 : from + 1];
      if (to?.dataset.lane) move(moved, to.dataset.lane, 'mieux');
      return true;
    }
    return false;
  };

  // By drag: onto a stop is before or behind it, onto a lane its best place. The page moves at once and the server says the times.
  let dragged: HTMLElement[] = [];
  board.addEventListener('dragstart', (event) => {
    const stop = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    if (!stop || !event.dataTransfer) return;
    dragged = chosen().includes(stop) ? chosen() : [stop];
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', stop.dataset.key ?? '');
  });
  const target = (event: DragEvent): { lane: HTMLElement; before: HTMLElement | null; stop: HTMLElement | null } | null => {
    const lane = (event.target as HTMLElement).closest<HTMLElement>('.board-lane')?.querySelector<HTMLElement>('ol[data-lane]');
    if (!lane || dragged.length === 0) return null;
    const stop = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    if (!stop) return { lane, before: null, stop: null };
    const box = stop.getBoundingClientRect();
    return { lane, stop, before: event.clientY < box.top + box.height / 2 ? stop : stop.nextElementSibling as HTMLElement | null };
  };
  board.addEventListener('dragover', (event) => {
    const at = target(event);
    if (!at) return;
    event.preventDefault();
    for (const one of board.querySelectorAll('.is-target')) if (one !== at.lane) one.classList.remove('is-target');
    at.lane.classList.add('is-target');
  });
  board.addEventListener('dragend', () => {
    dragged = [];
    for (const one of board.querySelectorAll('.is-target')) one.classList.remove('is-target');
  });
  board.addEventListener('drop', (event) => {
    const at = target(event);
    if (!at?.lane.dataset.lane) return;
    event.preventDefault();
    const moved = dragged;
    dragged = [];
    at.lane.classList.remove('is-target');
    if (at.stop && moved.includes(at.stop)) return;
    const number = at.before ? Number(at.before.dataset.number) - 1 : at.lane.querySelectorAll('[data-stop]').length;
    move(moved, at.lane.dataset.lane, at.stop ? String(number) : 'mieux');
    const stood = moved.map((stop) => ({ stop, lane: stop.parentElement, next: stop.nextElementSibling }));
    // None of these lanes is as the server said it any more.
    const changed = [...new Set([at.lane, ...moved].flatMap((one) => one.closest<HTMLElement>('[data-mark]') ?? []))].map((lane) => ({ lane, mark: lane.dataset.mark ?? '' }));
    for (const { lane } of changed) lane.removeAttribute('data-mark');
    const before = putBack;
    putBack = (): void => {
      for (const { stop, lane, next } of [...stood].reverse()) {
        stop.classList.remove('is-moving');
        lane?.insertBefore(stop, next?.parentElement === lane ? next : null);
      }
      for (const { lane, mark } of changed) lane.dataset.mark = mark;
      before();
    };
    for (const stop of moved) {
      stop.classList.add('is-moving');
      at.lane.insertBefore(stop, at.before);
    }
  });

  // What colleagues change is shown as it happens, and told; what was chosen stays chosen.
  const listen = (): void => {
    const events = new EventSource('/api/v1/events');
    for (const kind of ['plan-edited', 'plan-applied', 'plan-saved', 'proof-recorded', 'incident-reported']) {
      events.addEventListener(kind, (event) => {
        const heard = JSON.parse((event as MessageEvent<string>).data) as { subject?: string; payload?: { date?: string }; date?: string };
        const date = heard.payload?.date ?? heard.date;
        if (date !== undefined && date !== part()?.dataset.date) return;
        asked = asked.then(() => {
          if (shown.has(heard.subject ?? '')) return;
          const before = plan();
          void ask(null, true).then(() => { if (plan() !== before) say(board.querySelector('.made')?.textContent ?? ''); });
        });
      });
    }
    // A browser connects again by itself, but not after an answer that is none: a proxy's while the host starts anew. What was missed meanwhile is read with the board.
    events.addEventListener('error', () => {
      if (events.readyState !== EventSource.CLOSED) return;
      askLater();
      window.setTimeout(listen, patience);
    });
  };

  const followSolve = (): void => {
    const solve = board.querySelector<HTMLElement>('[data-solve]')?.dataset.solve;
    if (stream && stream.url.endsWith(solve ?? '?')) return;
    stream?.close();
    stream = undefined;
    if (!solve) return;
    stream = new EventSource(solve);
    stream.addEventListener('solve', (event) => {
      const line = JSON.parse((event as MessageEvent<string>).data) as { state: string; share: number; elapsed: number; curve: CurvePoint[] };
      const bar = board.querySelector<HTMLProgressElement>('[data-solve] progress');
      const text = board.querySelector<HTMLElement>('[data-solve-text]');
      if (bar) bar.value = line.share;
      const figure = board.querySelector<HTMLElement>('[data-solve] [data-curve]');
      if (figure) draw(figure, line.curve, line.elapsed);
      if (text && line.state === 'running') {
        const words = line.share < 0.06 ? text.dataset.travel : line.share < 0.97 ? text.dataset.routing : text.dataset.checking;
        if (words && text.textContent !== words) text.textContent = words;
      }
      if (line.state === 'waiting' || line.state === 'running') return;
      stream?.close();
      stream = undefined;
      void ask(null, true).then(() => say(board.querySelector('.solve p')?.textContent ?? ''));
    });
    // Its host is away, or has forgotten it.
    stream.addEventListener('error', () => {
      if (stream?.readyState !== EventSource.CLOSED) return;
      stream = undefined;
      askLater();
    });
  };

  const help = document.querySelector<HTMLButtonElement>('[data-board-help]');
  if (help) {
    help.hidden = false;
    help.addEventListener('click', () => dialog.showModal());
  }
  shown.add(plan());
  followed = board.querySelector<HTMLElement>('[data-solve]')?.dataset.solveId;
  light();
  followSolve();
  listen();
}
