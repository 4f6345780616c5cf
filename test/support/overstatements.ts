/**
 * What the analysis of a capture that lacks packets says beyond, or against, that of the whole one: nothing may be.
 * Saying less is honest: null, `unknown`, no transfer at all.
 */
import type { CaptureAnalysis, DataConnection, Session, Transfer } from '../../src/model/analysis.js';
import type { Endpoint } from '../../src/model/endpoint.js';
import type { Finding } from '../../src/model/finding.js';
import type { FindingKind } from '../../src/model/finding-kinds.js';

export interface Overstatement {
  /** What kind of thing is said: `transfer.mode`. */
  readonly about: string;
  readonly where: string;
  readonly whole: unknown;
  readonly said: unknown;
}

/** Findings about the capture itself are true of what is left, not of the whole. */
export const ABOUT_THE_CAPTURE: readonly FindingKind[] = [
  'data-not-captured',
  'one-way-capture',
  'mid-session',
  'capture-gap',
  'payload-cut',
  'captured-twice',
];

/** @param frames the frame in the whole capture of each frame that is left. */
export function overstatements(
  whole: CaptureAnalysis,
  less: CaptureAnalysis,
  frames: readonly number[],
): Overstatement[] {
  return new Comparison(whole, frames).capture(less);
}

class Comparison {
  private readonly found: Overstatement[] = [];

  constructor(
    private readonly whole: CaptureAnalysis,
    private readonly frames: readonly number[],
  ) {}

  capture(less: CaptureAnalysis): Overstatement[] {
    for (const session of less.sessions) {
      const original = this.whole.sessions.find(
        ({ client, server, start, end }) =>
          pair(client, server) === pair(session.client, session.server) &&
          start.frame <= this.frame(session.start.frame) &&
          end.frame >= this.frame(session.end.frame),
      );
      if (original === undefined) this.say('session', `session ${session.id}`, null, endpoints(session));
      else this.session(session, original);
    }
    for (const { data, reason } of less.unpairedDataConnections) {
      // It says itself that it does not know.
      if (reason === 'command-may-be-missing') continue;
      const original = this.whole.unpairedDataConnections.find((other) => this.isSame(data, other.data));
      if (original?.reason !== reason)
        this.say(`unpaired ${reason}`, `stream ${data.tcpStream}`, original?.reason ?? null, reason);
    }
    return this.found;
  }

  private session(said: Session, whole: Session): void {
    const where = `session ${said.id}`;
    this.compare('session.client', where, endpoint(whole.client), endpoint(said.client));
    this.compare('session.user', where, whole.user, said.user);
    this.compare('session.login', where, whole.login, said.login, 'none');
    this.compare('session.tls', where, whole.tls?.kind, said.tls?.kind ?? null);
    this.compare('session.banner', where, whole.banner, said.banner);
    this.compare('session.closedBy', where, whole.end.closedBy, said.end.closedBy);
    const before = new Map<Transfer, Transfer>();
    for (const transfer of said.transfers) {
      const original = this.originalOf(transfer, whole);
      if (original === undefined) {
        const isHonest = transfer.command === 'unknown' && transfer.pairedBy !== 'announced';
        this.say(
          isHonest ? 'transfer?' : 'transfer',
          `transfer ${transfer.id}`,
          null,
          `${transfer.command} ${transfer.pairedBy}`,
        );
        continue;
      }
      const twice = before.get(original);
      if (twice !== undefined) this.say('transfer twice', `transfer ${transfer.id}`, twice.id, transfer.id);
      before.set(original, transfer);
      this.transfer(transfer, original, whole);
    }
    for (const finding of said.findings) this.finding(finding, said, whole);
  }

  private originalOf(transfer: Transfer, whole: Session): Transfer | undefined {
    const { commandFrame, replies, data } = transfer;
    const last = replies.at(-1);
    return (
      (commandFrame === null ? undefined : whole.transfers.find((t) => t.commandFrame === this.frame(commandFrame))) ??
      (last === undefined
        ? undefined
        : whole.transfers.find((t) =>
            t.replies.some(({ frame, code }) => frame === this.frame(last.frame) && code === last.code),
          )) ??
      (data === null ? undefined : whole.transfers.find((t) => t.data !== null && this.isSame(data, t.data)))
    );
  }

  private transfer(said: Transfer, whole: Transfer, { commands }: Session): void {
    const where = `transfer ${said.id}`;
    const inferred = said.pairedBy === 'inferred' ? '?' : '';
    this.compare('transfer.command', where, whole.command, said.command, 'unknown');
    this.compare('transfer.argument', where, whole.argument, said.argument);
    this.compare('transfer.path', where, whole.path, said.path);
    if (said.command !== 'unknown')
      this.compare('transfer.direction', where, whole.direction, said.direction, 'unknown');
    this.setup(said, whole, where, commands);
    this.compare('transfer.type', where, whole.type, said.type);
    this.compare('transfer.restart', where, whole.restart, said.restart);
    this.compare('transfer.protectionLevel', where, whole.protectionLevel, said.protectionLevel);
    // Without the ABOR the replies say that it failed.
    const isAborted = whole.outcome === 'aborted' && said.outcome === 'failed';
    if (!isAborted) this.compare('transfer.outcome', where, whole.outcome, said.outcome, 'unknown');
    this.compare('transfer.fxp', where, whole.fxp, said.fxp, 'false');
    const frames = new Set(whole.replies.map(({ frame }) => frame));
    for (const { frame, code } of said.replies) {
      if (!frames.has(this.frame(frame)))
        this.say(
          'transfer.replies',
          where,
          whole.replies.map((r) => r.code),
          code,
        );
    }
    const { dataConnection } = said;
    if (dataConnection === 'never-opened' || dataConnection === 'not-needed') {
      this.compare('transfer.dataConnection', where, whole.dataConnection, dataConnection);
    }
    if (dataConnection === 'not-captured' && whole.dataConnection !== 'captured') {
      this.compare('transfer.dataConnection', where, whole.dataConnection, dataConnection);
    }
    if (said.data === null) return;
    // Without the refusal it is taken for what it was opened for.
    const spare = this.whole.unpairedDataConnections.find(({ reason }) => reason === 'command-refused');
    if (whole.data === null && spare !== undefined && this.isSame(said.data, spare.data)) return;
    if (whole.data === null || !this.isSame(said.data, whole.data)) {
      this.say(`transfer.data${inferred}`, where, whole.data && stream(whole.data), stream(said.data));
      return;
    }
    this.data(said.data, whole.data, where);
  }

  private setup(said: Transfer, whole: Transfer, where: string, commands: Session['commands']): void {
    const setupFrame = said.setupFrame && this.frame(said.setupFrame);
    // What was asked for and refused was still asked for: without the refusal there is nothing else to say.
    const asked = commands.find(({ frame }) => frame === setupFrame);
    const wasRefused = asked?.replies.some(({ code }) => code >= 400) === true;
    if (wasRefused && said.data === null && (whole.mode === 'unknown' || whole.mode === said.mode)) return;
    const inferred = said.pairedBy === 'inferred' ? '?' : '';
    this.compare(`transfer.mode${inferred}`, where, whole.mode, said.mode, 'unknown');
    this.compare(`transfer.method${inferred}`, where, whole.method, said.method, 'unknown');
    const [wholeEnd, saidEnd] = [whole.advertised, said.advertised].map((end) => end && endpoint(end));
    this.compare('transfer.advertised', where, wholeEnd, saidEnd);
    // Where the reply is missing the command stands for the announcement.
    const setup = commands.find(({ announcement }) => announcement?.frame === whole.setupFrame);
    if (setupFrame !== setup?.frame) this.compare('transfer.setupFrame', where, whole.setupFrame, setupFrame);
  }

  private data(said: DataConnection, whole: DataConnection, where: string): void {
    this.compare('data.openedBy', where, whole.openedBy, said.openedBy);
    if (said.openedBy !== null) this.compare('data.client', where, endpoint(whole.client), endpoint(said.client));
    this.compare('data.closedBy', where, whole.closedBy, said.closedBy);
    const states = ['refused', 'unreachable'];
    if (states.includes(said.state)) this.compare('data.state', where, whole.state, said.state);
    if (said.bytes > whole.bytes) this.say('data.bytes', where, whole.bytes, said.bytes);
    if (said.retransmissions > whole.retransmissions)
      this.say('data.retransmissions', where, whole.retransmissions, said.retransmissions);
    if (said.missingBytes + said.bytes > whole.missingBytes + whole.bytes) {
      this.say('data.missingBytes', where, whole.missingBytes + whole.bytes, said.missingBytes + said.bytes);
    }
  }

  private finding({ kind, certainty, severity, transfers, title }: Finding, said: Session, whole: Session): void {
    if (ABOUT_THE_CAPTURE.includes(kind)) return;
    const originals = transfers.map((id) => {
      const transfer = said.transfers.find((candidate) => candidate.id === id);
      return transfer && this.originalOf(transfer, whole)?.id;
    });
    const same = whole.findings.filter((other) => other.kind === kind);
    const isThere =
      transfers.length === 0
        ? same.length > 0
        : originals.every((id) => id !== undefined && same.some((other) => other.transfers.includes(id)));
    const isSure = same.some((other) => other.certainty === 'proven') || certainty !== 'proven';
    if (isThere && isSure) return;
    if (certainty === 'proven')
      this.say(
        `proven ${severity} ${kind}`,
        `session ${said.id}`,
        whole.findings.map((f) => `${f.certainty} ${f.kind}`),
        title,
      );
    else
      this.say(
        `${certainty} ${severity} ${kind}?`,
        `session ${said.id}`,
        whole.findings.map((f) => `${f.certainty} ${f.kind}`),
        title,
      );
  }

  /** Between the same ends, within the time of the other. */
  private isSame(said: DataConnection, whole: DataConnection): boolean {
    // An ICMP error may come after the last segment.
    const last = Math.max(whole.lastFrame, ...whole.events.map(({ frame }) => frame));
    return (
      pair(said.client, said.server) === pair(whole.client, whole.server) &&
      this.frame(said.firstFrame) >= whole.firstFrame &&
      this.frame(said.lastFrame) <= last
    );
  }

  private frame(frame: number): number {
    return this.frames[frame - 1] ?? Number.NaN;
  }

  /** Null, and `untold`, say nothing. */
  private compare(about: string, where: string, whole: unknown, said: unknown, untold?: string): void {
    if (said === null || said === undefined || String(said) === untold || said === whole) return;
    this.say(about, where, whole ?? null, said);
  }

  private say(about: string, where: string, whole: unknown, said: unknown): void {
    this.found.push({ about, where, whole, said });
  }
}

function endpoint({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}

function pair(a: Endpoint, b: Endpoint): string {
  return [endpoint(a), endpoint(b)].sort().join(' ');
}

function endpoints({ client, server }: Session): string {
  return `${endpoint(client)} ${endpoint(server)}`;
}

function stream({ client, server }: DataConnection): string {
  return `${endpoint(client)} ${endpoint(server)}`;
}
