/** Truth files beside the captures, and what of an analysis disagrees with them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SessionTruth, TransferTruth, Truth } from '../../fixtures/forge/truth.js';
import type { CaptureAnalysis, Encoding, Session, Transfer } from '../../src/model/analysis.js';

/** Tests run in the repository's root. */
export const CAPTURES = join('fixtures', 'captures');

const CAPTURE_NAME = /\.(pcap|pcapng)(\.gz)?$/;

export interface Fixture {
  /** Without extension: `passive-retr`. */
  readonly name: string;
  readonly path: string;
  readonly truth: Truth;
}

/** File names of all captures. */
export function captureNames(): string[] {
  return readdirSync(CAPTURES).filter((name) => CAPTURE_NAME.test(name));
}

/** Base names of all truth files. */
export function truthNames(): string[] {
  return readdirSync(CAPTURES)
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'));
}

export function baseName(capture: string): string {
  return capture.replace(CAPTURE_NAME, '');
}

/** Every capture that has a truth file. */
export function fixtures(): Fixture[] {
  const known = new Set(truthNames());
  return captureNames()
    .filter((capture) => known.has(baseName(capture)))
    .map((capture) => {
      const name = baseName(capture);
      const truth = JSON.parse(readFileSync(join(CAPTURES, `${name}.json`), 'utf8')) as Truth;
      return { name, path: join(CAPTURES, capture), truth };
    });
}

/** The options of the command line that a truth may name, as the analysis takes them. */
export function analysisOptions(truth: Truth): { controlPorts?: number[]; encoding?: Encoding } {
  const given = truth.arguments ?? [];
  const values = (option: string) => given.filter((_, i) => given[i - 1] === option);
  const controlPorts = values('--control-port').map(Number);
  const encoding = values('--encoding')[0] as Encoding | undefined;
  return { ...(controlPorts.length > 0 && { controlPorts }), ...(encoding !== undefined && { encoding }) };
}

/** One line for each key of the truth that the analysis contradicts. */
export function contradictions(truth: Truth, analysis: CaptureAnalysis): string[] {
  const report = new Report('capture');
  report.compare('complete', truth.complete, analysis.complete);
  // Within the analysis the only thing that changes the exit code is damage (output contract, table of exits).
  if (truth.exit !== undefined) report.compare('exit', truth.exit, analysis.complete ? 0 : 4);
  report.compare('packets', truth.tshark?.packets, analysis.packets);
  report.compare('tcpStreams', truth.tshark?.tcpStreams, analysis.tcpStreams);
  const lines = [...report.lines];
  const { sessions } = truth;
  if (!sessions) return lines;
  if (sessions.length !== analysis.sessions.length) {
    lines.push(`capture, number of sessions: expected ${sessions.length}, got ${analysis.sessions.length}`);
  }
  for (const [i, expected] of sessions.entries()) {
    const got = analysis.sessions[i];
    if (got) lines.push(...sessionContradictions(`session ${i + 1}`, expected, got));
  }
  return lines;
}

function sessionContradictions(where: string, expected: SessionTruth, got: Session): string[] {
  const report = new Report(where);
  report.compare('tcpStream', expected.tcpStream, got.tcpStream);
  report.compare('client', expected.client, got.client);
  report.compare('server', expected.server, got.server);
  report.compare('user', expected.user, got.user);
  report.compare('login', expected.login, got.login);
  report.compare('tls', expected.tls, got.tls?.kind ?? null);
  report.compare('verbs', expected.verbs?.join(' '), got.commands.map((command) => command.verb).join(' '));
  const { transfers } = expected;
  if (!transfers) return report.lines;
  const summary = (list: readonly { command: string; argument?: string | null }[]) =>
    list.map(({ command, argument }) => [command, argument].filter(Boolean).join(' ')).join(', ');
  if (transfers.length !== got.transfers.length) {
    report.compare('transfers', summary(transfers), summary(got.transfers));
    return report.lines;
  }
  const lines = transfers.flatMap((transfer, i) => {
    const actual = got.transfers[i];
    return actual
      ? transferContradictions(`${where}, transfer ${i + 1} (${summary([transfer])})`, transfer, actual)
      : [];
  });
  return [...report.lines, ...lines];
}

/** A key of the truth, and where an analysis says it. */
const TRANSFER_KEYS: { readonly [Key in keyof TransferTruth]-?: (transfer: Transfer) => unknown } = {
  command: (transfer) => transfer.command,
  argument: (transfer) => transfer.argument,
  path: (transfer) => transfer.path,
  direction: (transfer) => transfer.direction,
  mode: (transfer) => transfer.mode,
  method: (transfer) => transfer.method,
  type: (transfer) => transfer.type,
  advertised: ({ advertised }) => advertised && { address: advertised.address, port: advertised.port },
  openedBy: ({ data }) => data?.openedBy ?? null,
  dataStream: ({ data }) => data?.tcpStream ?? null,
  state: ({ data }) => data?.state ?? null,
  bytes: ({ data }) => data?.bytes ?? null,
  missingBytes: ({ data }) => data?.missingBytes ?? null,
  pairedBy: (transfer) => transfer.pairedBy,
  outcome: (transfer) => transfer.outcome,
  retransmitted: ({ data }) => (data ? data.retransmissions > 0 : null),
};

function transferContradictions(where: string, expected: TransferTruth, got: Transfer): string[] {
  const report = new Report(where);
  for (const [key, value] of Object.entries(expected)) {
    const read = TRANSFER_KEYS[key as keyof TransferTruth] as ((transfer: Transfer) => unknown) | undefined;
    if (!read) report.lines.push(`${where}: the truth has an unknown key, ${key}`);
    else report.compare(key, value, read(got));
  }
  return report.lines;
}

class Report {
  readonly lines: string[] = [];

  constructor(private readonly where: string) {}

  /** A key that the truth leaves out is not checked. */
  compare(key: string, expected: unknown, got: unknown): void {
    if (expected === undefined) return;
    const [want, have] = [canonical(expected), canonical(got)];
    if (want !== have) this.lines.push(`${this.where}, ${key}: expected ${want}, got ${have}`);
  }
}

/** JSON with sorted keys, so that only values count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
