// From what a driver enters to lines that add up: grams are whole, and the sum of the lines is what the scales said.

import type { Kind, Task } from './round';

/** What a driver says of one task, where it was not simply as planned. */
export interface Exception {
  /** `refused`: not fit, stays the giver's or on board; `left`: no room or no time. */
  did: 'refused' | 'left';
  /** Grams that were taken or given all the same. */
  still: number;
  reason: string;
}

export interface Line {
  allocation: string;
  did: string;
  quantityG: number;
  reason?: string;
}

/** Kilograms as people write them, to whole grams; null: no number, or none that weighs. */
export function grams(text: string): number | null {
  const number = Number(text.trim().replace(/\s/g, '').replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) || number < 0 || number > 100_000 ? null : Math.round(number * 1000);
}

/** Degrees as people write them, to whole tenths; null: no number. */
export function tenths(text: string): number | null {
  const number = Number(text.trim().replace('−', '-').replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) || number < -90 || number > 150 ? null : Math.round(number * 10);
}

/** Shares a whole among parts in proportion, in whole numbers that sum to it; the largest remainders get the rest (Hamilton's method). */
export function shared(whole: number, parts: number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const exact = parts.map((part) => (total > 0 ? (whole * part) / total : whole / parts.length));
  const result = exact.map(Math.floor);
  const rest = whole - result.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact.map((part, i) => [part - Math.floor(part), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of byRemainder.slice(0, rest)) result[i] = (result[i] ?? 0) + 1;
  return result;
}

/** Weighed grams by family; the empty name stands for all of them together. */
export type Weighed = ReadonlyMap<string, number>;

/**
 * Lines for the tasks of one kind at a stop.
 * @param expected grams of each task: as planned, or as they were taken
 */
export function linesOf(kind: Kind, tasks: Task[], expected: number[], exceptions: ReadonlyMap<string, Exception>, weighed: Weighed): Line[] {
  const done = kind === 'pickup' ? 'taken' : 'given';
  const moved = tasks.map((task, i) => exceptions.get(task.allocation)?.still ?? expected[i] ?? 0);
  for (const [family, weight] of weighed) {
    const among = tasks.map((_, i) => i).filter((i) => family === '' || tasks[i]?.family === family);
    // What was said by hand of one task stands; the scales' rest is shared among the others.
    const free = among.filter((i) => !exceptions.has(tasks[i]?.allocation ?? ''));
    const said = among.filter((i) => !free.includes(i)).reduce((sum, i) => sum + (moved[i] ?? 0), 0);
    const shares = shared(Math.max(0, weight - said), free.map((i) => expected[i] ?? 0));
    free.forEach((i, at) => (moved[i] = shares[at] ?? 0));
  }
  return tasks.flatMap((task, i): Line[] => {
    const exception = exceptions.get(task.allocation);
    const line: Line = { allocation: task.allocation, did: done, quantityG: moved[i] ?? 0 };
    if (!exception) return [line];
    const rest: Line = { allocation: task.allocation, did: exception.did, quantityG: Math.max(0, (expected[i] ?? 0) - exception.still), reason: exception.reason };
    return exception.still > 0 ? [line, rest] : [rest];
  });
}
