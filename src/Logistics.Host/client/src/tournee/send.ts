// Brings what was told to the server: in the order of telling, again and again until it is acknowledged. Telling the same twice does no harm there, so a
// reply that was lost costs nothing. What the server refuses stays on the device with its words, and the others go on.

import { isAway, isUnreadable } from './failures';
import type { Told } from './keep';

/** Where tellings are kept; a test keeps them in a list. */
export interface Queue {
  told(): Promise<Told[]>;
  amend(told: Told): Promise<void>;
  photo(id: string): Promise<Blob | undefined>;
  photoArrived(told: Told): Promise<void>;
}

/** `away`: no network, or a server that has troubles; later. `shut`: the link opens nothing any more; it must be opened again. */
export type Outcome = 'done' | 'away' | 'shut';

interface Problem {
  cause?: string;
  action?: string;
}

interface Result {
  outcome: 'recorded' | 'known' | 'refused';
  problems: Problem[];
}

/** In one request: a server refuses more than 200, and a phone loses less when a short one breaks off. */
const mostAtOnce = 40;

const wordsOf = (problems: Problem[] | undefined): string[] => (problems ?? []).map((problem) => [problem.cause, problem.action].filter(Boolean).join(' '));

const isJson = (answer: Response): boolean => (answer.headers.get('content-type') ?? '').includes('json');

export async function send(queue: Queue, round: string, ask: typeof fetch): Promise<Outcome> {
  for (;;) {
    const waiting = (await queue.told()).filter((told) => told.round === round && told.state === 'waiting');
    const first = waiting[0];
    if (!first) break;
    const end = waiting.findIndex((told) => told.kind !== 'proof');
    const batch = first.kind === 'proof' ? waiting.slice(0, Math.min(mostAtOnce, end < 0 ? waiting.length : end)) : [first];
    const outcome = first.kind === 'proof' ? await sendProofs(queue, batch, ask) : await sendOne(queue, first, ask);
    if (outcome !== 'done') return outcome;
  }
  for (const told of await queue.told()) {
    if (told.round !== round || told.state !== 'known' || told.photo !== 'waiting') continue;
    const outcome = await sendPhoto(queue, told, ask);
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

/** Null: the server has judged, and the answer says how. */
function putOff(answer: Response): Outcome | null {
  if (answer.status === 401 || answer.status === 403) return 'shut';
  // Not of our server: a portal in a station that answers every request with its own page.
  if (answer.redirected || answer.status === 408 || answer.status === 429 || answer.status >= 500) return 'away';
  return null;
}

async function post(ask: typeof fetch, path: string, body: unknown): Promise<Response | null> {
  try {
    return await ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store' });
  } catch (failure) {
    if (!isAway(failure)) throw failure;
    return null;
  }
}

async function sendProofs(queue: Queue, batch: Told[], ask: typeof fetch): Promise<Outcome> {
  const answer = await post(ask, '/tournee/preuves', batch.map((told) => told.body));
  if (!answer) return 'away';
  const off = putOff(answer);
  if (off) return off;
  if (!answer.ok) {
    // One of them may be the reason: each by itself, so that it alone is kept back.
    const [only] = batch;
    if (batch.length === 1 && only) return await keepBack(queue, only, answer);
    for (const told of batch) {
      const outcome = await sendProofs(queue, [told], ask);
      if (outcome !== 'done') return outcome;
    }
    return 'done';
  }
  const results = isJson(answer) ? await readAs<Result[]>(answer) : null;
  // An answer of another kind is none: the same is sent again.
  if (!Array.isArray(results) || results.length !== batch.length) return 'away';
  for (const [i, told] of batch.entries()) {
    const result = results[i];
    if (!result) return 'away';
    await queue.amend(result.outcome === 'refused' ? { ...told, state: 'review', said: wordsOf(result.problems) } : { ...told, state: 'known', said: [] });
  }
  return 'done';
}

async function sendOne(queue: Queue, told: Told, ask: typeof fetch): Promise<Outcome> {
  const answer = await post(ask, told.kind === 'incident' ? '/tournee/incidents' : '/tournee/vue', told.body);
  if (!answer) return 'away';
  const off = putOff(answer);
  if (off) return off;
  if (!answer.ok) return await keepBack(queue, told, answer);
  await queue.amend({ ...told, state: 'known', said: [] });
  return 'done';
}

async function keepBack(queue: Queue, told: Told, answer: Response): Promise<Outcome> {
  const problem = isJson(answer) ? await readAs<{ title?: string; errors?: Problem[] }>(answer) : null;
  // Without the server's words it was not our server that refused.
  if (!problem) return 'away';
  const said = wordsOf(problem.errors);
  await queue.amend({ ...told, state: 'review', said: said.length > 0 ? said : [problem.title ?? ''] });
  return 'done';
}

async function sendPhoto(queue: Queue, told: Told, ask: typeof fetch): Promise<Outcome> {
  const photo = await queue.photo(told.id);
  if (!photo) {
    await queue.amend({ ...told, photo: 'none' });
    return 'done';
  }
  let answer: Response;
  try {
    answer = await ask(`/tournee/preuves/${told.id}/photo`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: photo, cache: 'no-store' });
  } catch (failure) {
    if (!isAway(failure)) throw failure;
    return 'away';
  }
  const off = putOff(answer);
  if (off) return off;
  if (answer.status === 204) {
    await queue.photoArrived(told);
    return 'done';
  }
  const problem = isJson(answer) ? await readAs<{ title?: string }>(answer) : null;
  if (!problem) return 'away';
  await queue.amend({ ...told, photo: 'review', said: [problem.title ?? ''] });
  return 'done';
}

async function readAs<T>(answer: Response): Promise<T | null> {
  try {
    return (await answer.json()) as T;
  } catch (failure) {
    if (!isAway(failure) && !isUnreadable(failure)) throw failure;
    return null;
  }
}
