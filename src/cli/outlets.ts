/** Where each report of a run goes. */
import { rmdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CliOptions } from './options.js';
import { openFile, outputError, type Sink, StreamSink } from './output.js';
import { isStandardOutput } from './output-path.js';
import type { Pieces } from './reading.js';
import type { NamedReport } from './reports.js';

export class Outlets {
  #reports: readonly NamedReport[] = [];
  readonly #sinks: Sink[] = [];
  /** Folders that were made for the reports, the innermost first. */
  #madeFolders: readonly string[] = [];
  /** How many captures are reported. */
  captures = 0;

  /** Opens everything now: who cannot write should know before an hour of analysis. */
  async open(options: CliOptions, reports: readonly NamedReport[], stdout: NodeJS.WritableStream): Promise<void> {
    const { output, captures } = options;
    this.#reports = reports;
    for (const { name } of reports) {
      if (output === null || isStandardOutput(output)) {
        this.#sinks.push(new StreamSink(stdout));
      } else if (name === null) {
        this.#sinks.push(await openFile(output, captures));
      } else {
        await this.#makeFolder(output);
        this.#sinks.push(await openFile(join(output, name), captures));
      }
    }
  }

  async #makeFolder(path: string): Promise<void> {
    try {
      const outermost = await mkdir(path, { recursive: true });
      if (outermost !== undefined) this.#madeFolders = foldersBetween(resolve(path), resolve(outermost));
    } catch (error) {
      throw outputError(path, error);
    }
  }

  /** Whether an end without `discard` would leave something behind. */
  get leavesFiles(): boolean {
    return this.#sinks.some((sink) => sink.leavesFile);
  }

  /** The report of one capture. False: nobody reads any more. */
  async write(pieces: Pieces): Promise<boolean> {
    for await (const { report, text } of pieces) {
      if ((await this.#sinks[report]?.write(text)) === false) return false;
    }
    this.captures += 1;
    return true;
  }

  /** Completes the reports; without a capture there is nothing to report, and no file. */
  async finish(): Promise<void> {
    if (this.captures === 0) {
      this.discard();
      return;
    }
    for (const [n, { report }] of this.#reports.entries()) {
      for (const text of report.tail()) await this.#sinks[n]?.write(text);
    }
    // All of them are written before the first one gets its name: a disk that is full leaves every old file.
    for (const sink of this.#sinks) await sink.finish();
    for (const sink of this.#sinks) await sink.publish();
  }

  discard(): void {
    for (const sink of this.#sinks) sink.discard();
    try {
      for (const folder of this.#madeFolders) rmdirSync(folder);
    } catch {
      // Somebody else has put something there meanwhile.
    }
  }
}

/** `inner`, what it lies in, and so on up to `outer`. */
function foldersBetween(inner: string, outer: string): readonly string[] {
  const parent = dirname(inner);
  return inner === outer || inner === parent ? [inner] : [inner, ...foldersBetween(parent, outer)];
}
