// Where the driver stands: the route as kept, beside what was told of it.

import type { KeptRound, Told } from './keep';
import { inOrder } from './order';
import { coversOf, roundKey, type Round, type Stop, type Task } from './round';

export class Trip {
  readonly round: Round;

  /** What was told of this round, in the order of telling. */
  readonly proofs: Told[];

  /** Stops where something is done, as planned. */
  readonly stops: Stop[];

  /** Those not closed yet, as the driver goes. */
  readonly open: Stop[];

  private readonly covered: Set<string>;

  constructor(kept: KeptRound, told: Told[]) {
    this.round = kept.round;
    this.proofs = told.filter((one) => one.kind === 'proof' && one.round === roundKey(this.round));
    this.covered = new Set(this.proofs.flatMap((one) => one.covers));
    this.stops = this.round.stops.filter((stop) => stop.tasks.length > 0);
    this.open = inOrder(this.stops.filter((stop) => !this.isDone(stop)), kept.order);
  }

  isDone(stop: Stop): boolean {
    return coversOf(this.round, stop).every((cover) => this.covered.has(cover));
  }

  /** Grams to expect of a task: what was taken of it, where that was told; else as planned. */
  expected(task: Task): number {
    if (task.kind === 'pickup') return task.expectedG;
    return this.proofs.reduce((grams, proof) => proof.taken[task.allocation] ?? grams, task.expectedG);
  }

  /** The last telling of a stop, to be corrected; null: none. */
  lastOf(stop: Stop): Told | null {
    const covers = new Set(coversOf(this.round, stop));
    return this.proofs.filter((one) => one.covers.some((cover) => covers.has(cover))).at(-1) ?? null;
  }

  /** Told of stops that the plan has no more. */
  orphans(): Told[] {
    const known = new Set(this.stops.flatMap((stop) => coversOf(this.round, stop)));
    return this.proofs.filter((one) => !one.covers.some((cover) => known.has(cover)));
  }

  /** Where the vehicle was last, as far as anything was told. */
  place(): Stop | undefined {
    return this.proofs.filter((one) => one.stop !== null).at(-1)?.stop ?? this.round.stops[0];
  }

  /** The planned leg to a stop, if it is driven as planned: straight from the stop before. */
  legTo(stop: Stop): number | null {
    const at = this.round.stops.indexOf(stop);
    const from = this.round.stops[at - 1];
    if (at < 1 || !from) return null;
    return from === this.round.stops[0] || from.tasks.length === 0 || this.place()?.site === from.site ? at - 1 : null;
  }
}
