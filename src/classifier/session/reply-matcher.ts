import { ABORT, canAnswer, isExpected } from '../control/answers.js';
import { movesData, UNKNOWN_TRANSFER } from '../control/command.js';
import type { ParsedReply } from '../control/reply.js';
import { isCompletion, isPreliminary } from '../control/reply-codes.js';
import { type Exchange, impliedExchange, impliedVerb } from './exchange.js';

/** A reply that answers no command of the capture. */
export interface UnmatchedReply {
  readonly reply: ParsedReply;
  readonly reason: 'unsolicited' | 'command-not-captured';
}

/** Completion replies that only a transfer has. */
const ENDS_OF_TRANSFER: ReadonlySet<number> = new Set([226, 425, 426, 451, 452, 552]);

/** Commands that wait for a reply at most; a client that pipelines more gets its oldest ones given up. */
export const MAX_OPEN_EXCHANGES = 1000;

/**
 * Matches replies to commands in order (RFC 959 section 5.4), which pipelining keeps.
 *
 * A reply goes to the oldest command that its code can answer. One that fits no waiting command is held as doubtful:
 * it becomes the answer if the client goes on without another, and else is reported as a stray, so that one odd reply
 * does not shift all that follow.
 */
export class ReplyMatcher {
  readonly exchanges: Exchange[] = [];
  readonly greeting: ParsedReply[] = [];
  readonly unmatched: UnmatchedReply[] = [];
  /** The first command that was given up because too many waited. */
  overflow: Exchange | null = null;
  private open: Exchange[] = [];
  /** A transfer that an abort ended without a reply of its own. */
  private endedByAbort: { readonly abort: Exchange; readonly transfer: Exchange } | null = null;

  /**
   * @param awaitsGreeting the capture has the connection's start, so the first reply is the greeting.
   * @param commandsMayBeLost the capture lacks commands: it starts late, has gaps, or only the server's side.
   */
  constructor(
    private awaitsGreeting: boolean,
    private readonly commandsMayBeLost: boolean,
  ) {}

  command(exchange: Exchange): void {
    this.settleDoubtful();
    this.endedByAbort = null;
    this.exchanges.push(exchange);
    this.open.push(exchange);
    const [oldest] = this.open;
    if (this.open.length <= MAX_OPEN_EXCHANGES || oldest === undefined) return;
    this.overflow ??= oldest;
    this.close(oldest, 'lost');
  }

  /** Replies from now on are none, whether or not one was seen. */
  greetingIsOver(): void {
    this.awaitsGreeting = false;
  }

  /** @returns the command that the reply answers; null for the greeting or a stray. */
  reply(reply: ParsedReply): Exchange | null {
    // What answers a command is no greeting: that was lost.
    if (impliedVerb(reply.code) !== null) this.awaitsGreeting = false;
    if (this.awaitsGreeting) {
      this.greeting.push(reply);
      if (!isPreliminary(reply.code)) this.awaitsGreeting = false;
      return null;
    }
    const exchange = this.choose(reply) ?? this.imply(reply);
    if (exchange === null) {
      const oldest = this.open[0];
      if (oldest === undefined) this.stray(reply);
      else oldest.doubtful.push(reply);
      return null;
    }
    this.giveUpBefore(exchange, reply.code);
    exchange.replies.push(reply);
    if (!isPreliminary(reply.code)) this.close(exchange, 'answered');
    return exchange;
  }

  /**
   * Bytes are missing from the server's stream: replies of the commands that wait may have been in them.
   * @param openCode code of the multi-line reply that was under way, or null.
   */
  serverGap(openCode: number | null): void {
    if (openCode === null) this.awaitsGreeting = false;
    // The reply that the gap interrupts is not lost.
    const interrupted = openCode === null ? undefined : this.open.find(({ verb }) => canAnswer(verb, openCode));
    for (const exchange of this.open) if (exchange !== interrupted) exchange.replyMayBeLost = true;
  }

  end(): void {
    this.settleDoubtful();
    for (const exchange of this.open) {
      exchange.state = exchange.replyMayBeLost ? 'lost' : 'open';
      for (const reply of exchange.doubtful.splice(0)) this.stray(reply);
    }
  }

  private choose({ code, text }: ParsedReply): Exchange | null {
    // Servers that answer an abort once name it in the text; the transfer then has no completion reply of its own.
    if (isCompletion(code) && /abor/i.test(text)) {
      const abort = this.open.find(({ verb }) => verb === ABORT);
      if (abort !== undefined && canAnswer(ABORT, code)) return abort;
    }
    let fallback: Exchange | null = null;
    let isOlderWaiting = false;
    for (const exchange of this.open) {
      const begun = exchange.replies.length > 0;
      // A transfer that has not begun is not complete before the commands that were sent before it.
      const isTooEarly = isOlderWaiting && movesData(exchange.verb) && !begun && isCompletion(code);
      if (canAnswer(exchange.verb, code) && !isTooEarly) {
        // After a gap a client that sent a newer command had its answer to the older ones.
        if (!exchange.replyMayBeLost && isExpected(exchange.verb, code, begun)) return exchange;
        fallback = this.likelier(fallback, exchange, code);
      }
      isOlderWaiting ||= !exchange.replyMayBeLost && !movesData(exchange.verb) && exchange.verb !== ABORT;
    }
    return fallback;
  }

  /**
   * Of two commands whose replies may both be lost: a client that waits for each reply had one to the older, so this one
   * is the newer's, unless it is what ends a transfer that was begun.
   */
  private likelier(older: Exchange | null, newer: Exchange, code: number): Exchange {
    if (older === null) return newer;
    const endsOlder = movesData(older.verb) && older.replies.length > 0 && ENDS_OF_TRANSFER.has(code);
    const isAnswer = newer.replyMayBeLost && isExpected(newer.verb, code, newer.replies.length > 0);
    return older.replyMayBeLost && isAnswer && !endsOlder ? newer : older;
  }

  /** A reply whose command the capture lacks, and which tells what that was: the command is put in its place. */
  private imply(reply: ParsedReply): Exchange | null {
    if (!this.commandsMayBeLost) return null;
    // A completion reply alone is the end of a transfer that was under way when the capture started.
    const isEndOfTransfer = this.exchanges.length === 0 && ENDS_OF_TRANSFER.has(reply.code);
    const verb = isEndOfTransfer ? UNKNOWN_TRANSFER : impliedVerb(reply.code);
    if (verb === null) return null;
    const exchange = impliedExchange(verb, reply);
    this.exchanges.push(exchange);
    this.open.push(exchange);
    this.unmatched.push({ reply, reason: 'command-not-captured' });
    return exchange;
  }

  /** Servers answer in order: commands before an answered one are done with, but for a transfer that goes on. */
  private giveUpBefore(exchange: Exchange, code: number): void {
    const index = this.open.indexOf(exchange);
    if (index <= 0) return;
    for (const older of this.open.slice(0, index)) {
      if (older.replyMayBeLost) this.close(older, 'lost');
      else if (!movesData(older.verb)) this.close(older, 'open');
      else if (exchange.verb === ABORT && isCompletion(code)) {
        this.close(older, 'answered');
        this.endedByAbort = { abort: exchange, transfer: older };
      }
    }
  }

  private close(exchange: Exchange, state: Exchange['state']): void {
    exchange.state = state;
    this.open.splice(this.open.indexOf(exchange), 1);
    for (const reply of exchange.doubtful.splice(0)) this.stray(reply);
  }

  /** The client goes on: a doubtful reply was what it took for the answer of the only command that waited. */
  private settleDoubtful(): void {
    const [only] = this.open;
    if (only === undefined || this.open.length > 1 || only.doubtful.length === 0) return;
    // Where something is missing it is the answer to what is missing.
    if (only.replyMayBeLost || only.implied) return;
    for (const reply of only.doubtful.splice(0)) only.replies.push(reply);
    if (!isPreliminary(only.replies[only.replies.length - 1]?.code ?? 0)) this.close(only, 'answered');
  }

  private stray(reply: ParsedReply): void {
    const ended = this.endedByAbort;
    this.endedByAbort = null;
    if (ended !== null && isCompletion(reply.code) && canAnswer(ABORT, reply.code)) {
      // Both replies name the abort: the first was the transfer's.
      for (const answer of ended.abort.replies.splice(0)) ended.transfer.replies.push(answer);
      ended.abort.replies.push(reply);
      return;
    }
    const isUnsolicited = !this.commandsMayBeLost || reply.code === 421;
    this.unmatched.push({ reply, reason: isUnsolicited ? 'unsolicited' : 'command-not-captured' });
  }
}
