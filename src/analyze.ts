import { classify } from './classifier/classify.js';
import { Clock } from './classifier/clock.js';
import { ControlDetector } from './classifier/control-criteria.js';
import { diagnose } from './diagnosis/diagnose.js';
import {
  type Analysis,
  type CaptureAnalysis,
  type Encoding,
  type ObservedCapture,
  SCHEMA_VERSION,
} from './model/analysis.js';
import { inLanguage, type Language } from './model/language.js';
import { toRfc3339 } from './model/timestamp.js';
import type { JoinedFile } from './reader/capture/joined.js';
import { type CaptureInput, type CaptureSummary, type ReadOptions, readCapture } from './reader/capture/open.js';
import type { PacketSink } from './reader/capture/packet.js';
import { ConnectionTracker } from './reader/tcp/tracker.js';
import { Decoder } from './reader/wire/decode.js';
import { linkTypeName } from './reader/wire/link-types.js';
import { packageVersion } from './version.js';

export interface AnalyzeOptions {
  /** Ports to take for FTP control besides 21. */
  readonly controlPorts?: readonly number[];
  /** Put passwords into the result instead of `********`. */
  readonly showPasswords?: boolean;
  /** How commands and replies are encoded; `auto`, the default, tells it for each session. */
  readonly encoding?: Encoding | 'auto';
  /** In which findings, warnings and meanings are written; English without. */
  readonly language?: Language;
  /** Whether to keep TCP headers, link addresses and hashes of what was transferred: what a lab report shows. */
  readonly transcripts?: boolean;
  /** Called now and then with the bytes read so far, and the file's size where it is known. */
  readonly onProgress?: (bytesRead: number, totalBytes: number | null) => void;
  /** Aborting gives the analysis up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Aborting ends the reading: what was read so far is analysed, and a warning of kind `interrupted` says how far. */
  readonly stop?: AbortSignal;
  /**
   * Whether files are read ahead on another core; true without. It saves time, and costs more of the cores together: not
   * worth it where the others are busy anyway.
   */
  readonly readAhead?: boolean;
}

export interface JoinOptions {
  /** Whether the captures are the files of one, as tcpdump -C or a ring buffer writes them. */
  readonly joined?: boolean;
}

/**
 * Analyses captures one after the other, or as one.
 * @param captures paths; `-` is standard input.
 * @throws CaptureError when one of them cannot be read at all; damage part-way is reported in the result.
 */
export async function analyze(
  captures: string | readonly string[],
  options: AnalyzeOptions & JoinOptions = {},
): Promise<Analysis> {
  const paths = typeof captures === 'string' ? [captures] : captures;
  if (options.joined) return analysisOf([await analyzeJoined(paths, options)]);
  const analyses: CaptureAnalysis[] = [];
  for (const path of paths) analyses.push(await analyzeCapture(path, options));
  return analysisOf(analyses);
}

/** The document around the analyses of captures. */
export function analysisOf(captures: readonly CaptureAnalysis[]): Analysis {
  return { schemaVersion: SCHEMA_VERSION, generator: { name: 'ftpscope', version: packageVersion() }, captures };
}

/**
 * Analyses one capture, in one pass and without keeping its packets.
 * @param path of the capture; `-` is standard input.
 * @throws CaptureError when it cannot be read at all.
 */
export async function analyzeCapture(path: string, options: AnalyzeOptions = {}): Promise<CaptureAnalysis> {
  const input: CaptureInput = path === '-' ? { stream: process.stdin } : { path };
  return analyzeWith(async (sink, reading) => ({ path, ...(await readCapture(input, sink, reading)) }), options);
}

/**
 * Analyses files that are one capture: put in the order of their first packets, frames counted through all of them. One
 * that is damaged or cannot be read does not end the whole.
 * @param paths of regular files: standard input cannot be looked into before it is read.
 * @throws CaptureError when none of them can be read.
 */
export async function analyzeJoined(paths: readonly string[], options: AnalyzeOptions = {}): Promise<CaptureAnalysis> {
  const { readJoined } = await import('./reader/capture/joined.js');
  return analyzeWith(async (sink, reading) => {
    const summary = await readJoined(paths, sink, reading);
    return { path: joinedPath(summary.files), ...summary };
  }, options);
}

/** How many paths are named before they become too long for a heading. */
const MAX_NAMED = 3;

function joinedPath(files: readonly JoinedFile[]): string {
  const paths = files.map(({ path }) => path);
  return (paths.length <= MAX_NAMED ? paths : [paths[0], '…', paths.at(-1)]).join(' + ');
}

type NamedSummary = CaptureSummary & { readonly path: string; readonly files?: readonly JoinedFile[] };
type Read = (sink: PacketSink, options: ReadOptions) => Promise<NamedSummary>;

async function analyzeWith(read: Read, options: AnalyzeOptions): Promise<CaptureAnalysis> {
  // What was kept of connections is let go before the diagnosis begins.
  return diagnose(await observe(read, options), options.language ?? 'en');
}

async function observe(read: Read, options: AnalyzeOptions): Promise<ObservedCapture> {
  const { controlPorts = [], encoding = 'auto', showPasswords = false, language = 'en' } = options;
  const { transcripts = false, onProgress, signal, stop, readAhead = true } = options;
  const detector = new ControlDetector(controlPorts);
  const tracker = new ConnectionTracker(detector, transcripts ? await createRecorder() : null);
  const decoder = new Decoder({
    segment: (segment, packet) => tracker.segment(segment, packet),
    icmpError: (error, packet) => tracker.icmpError(error, packet),
  });
  const summary = await read((packet) => decoder.decode(packet), {
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
    ...(stop && { stop }),
    readAhead,
  });
  const clock = new Clock(summary.first ?? { seconds: 0, nanoseconds: 0 }, summary.timestampDigits);
  const {
    sessions,
    replyCodes,
    unpaired,
    others,
    warnings: unsearched,
  } = classify(tracker.connections, detector, clock, {
    encoding,
    showPasswords,
    language,
  });
  const warnings = [...summary.warnings, ...decoder.warnings(), ...tracker.warnings(), ...unsearched];
  return {
    path: summary.path,
    ...(summary.files && { files: summary.files }),
    ...describe(summary),
    tcpStreams: tracker.count,
    warnings: warnings.map((warning) => inLanguage(warning, language)),
    sessions,
    replyCodes,
    unpairedDataConnections: unpaired,
    otherStreams: transcripts ? others() : null,
  };
}

async function createRecorder() {
  const { TranscriptRecorder } = await import('./reader/tcp/transcript-recorder.js');
  return new TranscriptRecorder();
}

function describe(summary: CaptureSummary) {
  const { format, compression, packets, bytes, first, last, timestampDigits, linkTypes, snapLength, complete } =
    summary;
  return {
    format,
    compression,
    packets,
    bytes,
    firstTimestamp: first && toRfc3339(first, timestampDigits),
    lastTimestamp: last && toRfc3339(last, timestampDigits),
    linkTypes: linkTypes.map(linkTypeName),
    snapLength,
    complete,
  };
}
