/** How far the analysis is, on standard error: the only importer of cli-progress. */
import { formatBytes } from '../reporter/units.js';

export interface Progress {
  readonly update: (read: number, total: number | null) => void;
  /** Erases the bar: called before anything else is printed. */
  readonly stop: () => void;
}

export const noProgress: Progress = { update: () => {}, stop: () => {} };

const UPDATES_PER_SECOND = 4;
/** A capture that is read faster than this shows no bar, and loads no package for it. */
const DELAY_MS = 400;

interface Bar {
  start(total: number, value: number, payload: object): void;
  update(value: number, payload: object): void;
  setTotal(total: number): void;
  stop(): void;
}

/** For a terminal only: a log file wants no bar. */
export function createProgress(stream: NodeJS.WritableStream, label: string): Progress {
  const began = Date.now();
  let bar: Bar | null = null;
  let loading = false;
  let stopped = false;

  const start = async (total: number | null): Promise<void> => {
    const { default: cliProgress } = await import('cli-progress');
    if (stopped) return;
    const scale = total === null ? '' : '[{bar}] {percentage}% ';
    bar = new cliProgress.SingleBar({
      stream,
      format: `${label} ${scale}{read}`,
      fps: UPDATES_PER_SECOND,
      clearOnComplete: true,
      hideCursor: false,
      barsize: 24,
    });
    bar.start(total ?? 1, 0, { read: '' });
  };

  return {
    update: (read, total) => {
      if (bar !== null) {
        const amount = total === null ? formatBytes(read) : `${formatBytes(read)} of ${formatBytes(total)}`;
        bar.update(Math.min(read, total ?? 0), { read: amount });
      } else if (!loading && Date.now() - began >= DELAY_MS) {
        loading = true;
        void start(total);
      }
    },
    stop: () => {
      stopped = true;
      bar?.stop();
      bar = null;
    },
  };
}
