/** How far the analysis is, on standard error: the only importer of cli-progress. */
import type { Language, Text } from '../model/language.js';
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
export function createProgress(stream: NodeJS.WritableStream, label: string, language: Language): Progress {
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
        bar.update(Math.min(read, total ?? 0), { read: amount(read, total)[language] });
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

function amount(read: number, total: number | null): Text {
  const done = formatBytes(read);
  if (total === null) return { en: done, zh: done };
  const all = formatBytes(total);
  return { en: `${done} of ${all}`, zh: `${done}，共 ${all}` };
}
