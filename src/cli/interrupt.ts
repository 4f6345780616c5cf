/** Signals and unexpected errors while a report is made. */
import { EXIT } from './exit-code.js';

export class Interrupt {
  readonly #controller = new AbortController();
  readonly #dispose: () => void;
  #code: number | null = null;

  /** `last` runs when there is no time for an orderly end: after a second signal, or an error that nobody caught. */
  constructor(last: () => void, crashed: (error: unknown) => void) {
    const stop = (code: number) => () => {
      if (this.#code !== null) {
        last();
        process.exit(this.#code);
      }
      this.#code = code;
      this.#controller.abort();
    };
    const interrupted = stop(EXIT.interrupted);
    const terminated = stop(EXIT.terminated);
    // Without this Node prints a stack trace.
    const uncaught = (error: unknown) => {
      last();
      crashed(error);
      process.exit(EXIT.internal);
    };
    process.on('SIGINT', interrupted).on('SIGTERM', terminated).on('uncaughtException', uncaught);
    this.#dispose = () =>
      process.off('SIGINT', interrupted).off('SIGTERM', terminated).off('uncaughtException', uncaught);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The exit code that the signal asks for, null while there was none. */
  get code(): number | null {
    return this.#code;
  }

  /** Settles with `work`, or with null as soon as a signal comes: who waits for a pipe does not see signals. */
  async orNull<T>(work: Promise<T>): Promise<T | null> {
    let stopped: (() => void) | undefined;
    const aborted = new Promise<null>((resolve) => {
      stopped = () => resolve(null);
      if (this.signal.aborted) resolve(null);
      else this.signal.addEventListener('abort', stopped, { once: true });
    });
    try {
      return await Promise.race([work, aborted]);
    } finally {
      if (stopped !== undefined) this.signal.removeEventListener('abort', stopped);
      // Whatever becomes of abandoned work, it is no unhandled rejection.
      work.catch(() => {});
    }
  }

  dispose(): void {
    this.#dispose();
  }
}
