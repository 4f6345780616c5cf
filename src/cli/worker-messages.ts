/** What the main thread and the worker of a capture say to each other, over a port of their own. */
import type { MessagePort } from 'node:worker_threads';
import type { Facts, Request } from './outcome.js';
import type { Setting } from './report-options.js';
import type { Piece } from './reports.js';

export interface Task extends Request {
  readonly setting: Setting;
  /** A module in the place of the analyzer. */
  readonly analyzer: string | null;
  readonly port: MessagePort;
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly read: number; readonly total: number | null }
  /** The report waits, as the Analysis, until it is its turn. */
  | { readonly kind: 'analysed'; readonly facts: Facts }
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'printed' };

export type ToWorker =
  /** Read no further. */
  | { readonly kind: 'stop' }
  /** It is its turn. */
  | { readonly kind: 'print'; readonly index: number }
  /** The pieces are out: the next ones may come. */
  | { readonly kind: 'more' };
