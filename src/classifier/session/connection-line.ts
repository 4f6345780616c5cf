import type { Connection } from '../../reader/tcp/connection.js';
import type { ConnectionStore } from '../../reader/tcp/connection-store.js';
import { firstPlace } from '../lists.js';

/** Connections in order of first frame. One that was taken costs no later look at the line anything. */
export class ConnectionLine {
  private readonly indices: number[] = [];
  private readonly firstFrames: number[] = [];
  /** For each place the nearest one from there on that may be left; paths are shortened as they are walked. */
  private readonly forth: number[] = [0];
  /** Likewise back from there; one more than the place, so that 0 is none. */
  private readonly back: number[] = [0];

  constructor(private readonly connections: ConnectionStore) {}

  /** To be called in order. */
  add({ index, firstFrame }: Connection): void {
    this.indices.push(index);
    this.firstFrames.push(firstFrame);
    this.forth.push(this.indices.length);
    this.back.push(this.indices.length);
  }

  has({ index, firstFrame }: Connection): boolean {
    return this.placeOf(index, firstFrame) !== null;
  }

  /** @returns whether it was there. */
  take({ index, firstFrame }: Connection): boolean {
    const place = this.placeOf(index, firstFrame);
    if (place === null) return false;
    this.forth[place] = place + 1;
    this.back[place + 1] = place;
    return true;
  }

  /** Those whose first frame lies between the two, both included, in order. */
  *between(from: number, to: number): Generator<Connection> {
    let place = this.next(firstPlace(this.firstFrames, from));
    for (; (this.firstFrames[place] ?? Number.NaN) <= to; place = this.next(place + 1)) {
      yield this.connectionAt(place);
    }
  }

  /** Those between `from` and `to`, the nearest to `frame` first; of two that are equally near the earlier one. */
  *nearest(frame: number, from: number, to: number): Generator<Connection> {
    let after = this.next(firstPlace(this.firstFrames, Math.max(frame, from)));
    let before = this.previous(Math.min(firstPlace(this.firstFrames, frame), firstPlace(this.firstFrames, to + 1)));
    while (true) {
      const later = this.firstFrames[after] ?? Number.NaN;
      const earlier = this.firstFrames[before - 1] ?? Number.NaN;
      const [hasLater, hasEarlier] = [later <= to, earlier >= from];
      if (hasEarlier && (!hasLater || frame - earlier <= later - frame)) {
        yield this.connectionAt(before - 1);
        before = this.previous(before - 1);
      } else if (hasLater) {
        yield this.connectionAt(after);
        after = this.next(after + 1);
      } else return;
    }
  }

  private connectionAt(place: number): Connection {
    return this.connections.look(this.indices[place] as number);
  }

  /** Null: it was taken, or never here. */
  private placeOf(index: number, firstFrame: number): number | null {
    for (let place = firstPlace(this.firstFrames, firstFrame); this.firstFrames[place] === firstFrame; place++) {
      if (this.indices[place] === index) return this.forth[place] === place ? place : null;
    }
    return null;
  }

  private next(place: number): number {
    return follow(this.forth, place);
  }

  private previous(place: number): number {
    return follow(this.back, place);
  }
}

/** Where the links lead to that start at `place`; each of them is made half as long for the next walk. */
function follow(links: number[], place: number): number {
  let at = place;
  for (let link = links[at] ?? at; link !== at; link = links[at] ?? at) {
    links[at] = links[link] ?? link;
    at = links[at] as number;
  }
  return at;
}
