/** Signals and unexpected errors while a report is made. */
import { EXIT } from './exit-code.js';

/** What has to be done when there is no time for an orderly end. */
export interface LastWill {
  /** Whether there is anything to do. */
  readonly needed: () => boolean;
  readonly act: () => void;
}

/**
 * The first SIGINT or SIGTERM aborts the signal: reading stops, and what was read is reported. The second ends at once.
 * Where nothing has to be tidied up the second one is left to the system, which ends a process that is busy as well.
 */
export class Interrupt {
  readonly #controller = new AbortController();
  readonly #dispose: () => void;

  constructor(will: LastWill, crashed: (error: unknown) => void) {
    const interrupted = () => {
      if (this.happened) {
        will.act();
        process.exit(EXIT.interrupted);
      }
      if (!will.needed()) process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      this.#controller.abort();
    };
    // Without this Node prints a stack trace.
    const uncaught = (error: unknown) => {
      will.act();
      crashed(error);
      process.exit(EXIT.internal);
    };
    process.on('SIGINT', interrupted).on('SIGTERM', interrupted).on('uncaughtException', uncaught);
    this.#dispose = () =>
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted).off('uncaughtException', uncaught);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get happened(): boolean {
    return this.signal.aborted;
  }

  dispose(): void {
    this.#dispose();
  }
}
