// What the device keeps: the route, all that was told and not yet acknowledged, photos until they are, and choices. Nothing here asks the network.

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { Round, Stop } from './round';

export interface KeptRound {
  round: Round;
  tag: string | null;
  /** A newer plan that waits to be read. */
  newer: { round: Round; tag: string | null } | null;
  /** The plan in force has this route no more. */
  gone: boolean;
  /** Keys of stops, where the driver chose another order. */
  order: string[] | null;
}

/** Something told. It stays until somebody reads it: what the server refused is kept with the server's words. */
export interface Told {
  seq?: number;
  id: string;
  round: string;
  kind: 'proof' | 'incident' | 'seen';
  body: Record<string, unknown>;
  /** What it says is done, see coversOf. */
  covers: string[];
  /** Grams on board by allocation, as far as a proof says so. */
  taken: Record<string, number>;
  /** The stop as it was then: a correction tells of the same. */
  stop: Stop | null;
  state: 'waiting' | 'known' | 'review';
  photo: 'none' | 'waiting' | 'sent' | 'review';
  said: string[];
}

interface Shelf extends DBSchema {
  round: { key: string; value: KeptRound };
  told: { key: number; value: Told };
  photos: { key: string; value: Blob };
  choices: { key: string; value: string };
}

export class Keep {
  private constructor(private readonly shelf: IDBPDatabase<Shelf>) {}

  /** Throws where the browser keeps nothing: private windows, storage forbidden. */
  static async open(): Promise<Keep> {
    return new Keep(await openDB<Shelf>('tournee', 1, {
      upgrade(shelf) {
        shelf.createObjectStore('round');
        shelf.createObjectStore('told', { keyPath: 'seq', autoIncrement: true });
        shelf.createObjectStore('photos');
        shelf.createObjectStore('choices');
      },
    }));
  }

  round(): Promise<KeptRound | undefined> {
    return this.shelf.get('round', 'current');
  }

  async keepRound(kept: KeptRound): Promise<void> {
    await this.shelf.put('round', kept, 'current');
  }

  /** In the order of telling. */
  told(): Promise<Told[]> {
    return this.shelf.getAll('told');
  }

  /** The telling and its photo, both or neither: once this is over, nothing of it is lost. */
  async tell(told: Told, photo: Blob | null): Promise<void> {
    const change = this.shelf.transaction(['told', 'photos'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      change.objectStore('told').add(told),
      photo ? change.objectStore('photos').put(photo, told.id) : Promise.resolve(''),
      change.done,
    ]);
  }

  async amend(told: Told): Promise<void> {
    await this.shelf.put('told', told);
  }

  photo(id: string): Promise<Blob | undefined> {
    return this.shelf.get('photos', id);
  }

  /** Photo and note that it arrived, both or neither. */
  async photoArrived(told: Told): Promise<void> {
    const change = this.shelf.transaction(['told', 'photos'], 'readwrite');
    await Promise.all([change.objectStore('told').put({ ...told, photo: 'sent' }), change.objectStore('photos').delete(told.id), change.done]);
  }

  choice(name: string): Promise<string | undefined> {
    return this.shelf.get('choices', name);
  }

  async choose(name: string, value: string): Promise<void> {
    await this.shelf.put('choices', value, name);
  }

  /** Forgets what arrived of other rounds: what did not stays until its link is opened again. */
  async forgetOthers(round: string): Promise<void> {
    const change = this.shelf.transaction('told', 'readwrite');
    for (const told of await change.store.getAll())
      if (told.round !== round && told.state === 'known' && told.photo !== 'waiting' && told.seq !== undefined) await change.store.delete(told.seq);
    await change.done;
  }
}
