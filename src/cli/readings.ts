/** Which input is read where: one after the other in this thread, or side by side. */
import type { CliOptions } from './options.js';
import { loadAnalyzer, type Request } from './outcome.js';
import { LocalReading, type Reading } from './reading.js';
import type { Setting } from './report-options.js';
import type { NamedReport } from './reports.js';
import type { Workers } from './side-by-side.js';
import { isFile, isWorthWorkers } from './worth-workers.js';

/** What tests replace. */
export interface Parts {
  /** Address of a module in the place of the analyzer. */
  readonly analyzer: string | null;
  /** From how many bytes on captures are read side by side. */
  readonly worthBytes: number;
  /** Bytes of reports that may wait for their turn; null: as many as the program thinks right. */
  readonly waitingBytes: number | null;
}

/**
 * Workers, if what looks like captures among the arguments is worth them, before the arguments are parsed; a wrong guess
 * costs time, nothing else.
 */
export async function startEarly(argv: readonly string[], parts: Parts): Promise<Workers | null> {
  const files = argv.includes('--joined') ? [] : argv.filter(isFile);
  return isWorthWorkers(files, parts.worthBytes) ? startWorkers(files.length, parts) : null;
}

/** Null where the system gives no more threads: then everything is read in this one. */
async function startWorkers(captures: number, { waitingBytes }: Parts): Promise<Workers | null> {
  const { Workers } = await import('./side-by-side.js');
  try {
    return new Workers(captures, waitingBytes ?? undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_WORKER_INIT_FAILED') throw error;
    return null;
  }
}

interface Plan {
  readonly options: CliOptions;
  readonly setting: Setting;
  readonly reports: readonly NamedReport[];
  readonly parts: Parts;
  readonly early: Workers | null;
  readonly stop: AbortSignal;
}

export interface NamedReading {
  /** As the user wrote it. */
  readonly name: string;
  readonly reading: Reading;
}

export async function readingsOf({
  options,
  setting,
  reports,
  parts,
  early,
  stop,
}: Plan): Promise<readonly NamedReading[]> {
  const { captures, joined } = options;
  const { language } = setting;
  const inputs = joined ? [captures] : captures.map((path) => [path]);
  const named = (readings: readonly Reading[]) =>
    readings.map((reading, n) => ({ name: (inputs[n] ?? []).join(' + '), reading }));
  const analyzer = loadAnalyzer(parts.analyzer);
  const here = (request: Request) => new LocalReading(request, analyzer, reports, stop);
  const worth = !joined && isWorthWorkers(captures, parts.worthBytes);
  const workers = worth ? (early ?? (await startWorkers(captures.length, parts))) : null;
  if (workers === null) return named(inputs.map((paths) => here({ paths, options, language, readAhead: true })));
  const [first, ...others] = inputs.map((paths) => ({ paths, options, language, readAhead: workers.leaveCores }));
  const orders = others.map((request) => ({ ...request, setting, analyzer: parts.analyzer }));
  return named(workers.readBeside(here(first as Request), orders, stop));
}
