/** What the main thread and the worker of a capture say to each other, over a port of their own. */
import type { MessagePort } from 'node:worker_threads';
import type { EncodedPiece } from './batches.js';
import type { Facts, Request } from './outcome.js';
import type { Setting } from './report-options.js';

export interface Task extends Request {
  readonly setting: Setting;
  /** A module in the place of the analyzer. */
  readonly analyzer: string | null;
  /** How many captures stand before it: if all of them can be reported, so many are reported before it. */
  readonly index: number;
  /** Bytes of its report that may wait for its turn. */
  readonly mayWait: number;
  readonly port: MessagePort;
}

export type FromWorker =
  | { readonly kind: 'begun' }
  | { readonly kind: 'progress'; readonly read: number; readonly total: number | null }
  | { readonly kind: 'analysed'; readonly facts: Facts }
  /** Of the report that it is when `index` captures were reported before it; none wanted if they were more or fewer. */
  | { readonly kind: 'pieces'; readonly index: number; readonly pieces: readonly EncodedPiece[] }
  | { readonly kind: 'printed' };

export type ToWorker =
  /** Read no further. */
  | { readonly kind: 'stop' }
  /** It is its turn. */
  | { readonly kind: 'print'; readonly index: number }
  /** So many bytes of the pieces are out. */
  | { readonly kind: 'taken'; readonly bytes: number };
