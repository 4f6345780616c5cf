/** Texts and proofs that several rules use. */
import { icmpErrorName } from '../classifier/icmp-names.js';
import type { Reply, TcpEvent } from '../model/analysis.js';
import { formatEndpoint, type Side } from '../model/endpoint.js';
import type { Text } from '../model/language.js';
import { type Attempt, finalReply, openerOf, synsOf, targetOf } from './attempts.js';
import type { Proof } from './diagnosis.js';

/** Longest part of a wire text that stands in a sentence. */
const MAX_QUOTED = 120;
const MAX_NAME = 60;

export const SIDE: Readonly<Record<Side, Text>> = {
  client: { en: 'client', zh: '客户端' },
  server: { en: 'server', zh: '服务器' },
};

const MODE: Readonly<Record<Attempt['mode'], Text>> = {
  active: { en: 'active', zh: '主动' },
  passive: { en: 'passive', zh: '被动' },
  unknown: { en: 'mode unknown', zh: '模式未知' },
};

/** `Transfer 1.1 LIST (passive)`, or by its setup command where no transfer command was sent. */
export function attemptName({ transfer, setup, mode, method, data }: Attempt): Text {
  if (transfer !== null) {
    const what = transfer.command === 'unknown' ? '' : ` ${transfer.command}${named(transfer.argument)}`;
    return {
      en: `Transfer ${transfer.id}${what} (${MODE[mode].en})`,
      zh: `传输 ${transfer.id}${what}（${MODE[mode].zh}）`,
    };
  }
  if (setup !== null) {
    return {
      en: `${setup.verb} in frame ${setup.frame} (${MODE[mode].en})`,
      zh: `第 ${setup.frame} 帧的 ${setup.verb}（${MODE[mode].zh}）`,
    };
  }
  const frame = data?.firstFrame ?? 0;
  const by = method === 'unknown' ? MODE[mode] : { en: method, zh: method };
  return { en: `The data connection (${by.en}) in frame ${frame}`, zh: `第 ${frame} 帧的数据连接（${by.zh}）` };
}

/** An argument after its verb, shortened. */
export function named(argument: string | null): string {
  if (argument === null) return '';
  return ` ${shorten(argument, MAX_NAME)}`;
}

/** A wire text on one line and not too long. */
export function quote(text: string): string {
  return shorten((text.split('\n', 1)[0] ?? '').trim(), MAX_QUOTED);
}

function shorten(text: string, most: number): string {
  const characters = Array.from(text.slice(0, most * 2 + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** `425 Failed to establish connection.` */
export function replyText({ code, text }: Reply): string {
  return `${String(code).padStart(3, '0')} ${quote(text)}`.trimEnd();
}

/** The same within a sentence: without a full stop of its own. */
export function said(reply: Reply): string {
  return replyText(reply).replace(/\.$/, '');
}

/** A duration in seconds as people write it: `26 µs`, `3 ms`, `1.0 s`, `63 s`. */
export function seconds(value: number): Text {
  if (value < 0.001) return { en: `${Math.round(value * 1e6)} µs`, zh: `${Math.round(value * 1e6)} 微秒` };
  if (value < 0.1) return { en: `${Math.round(value * 1e3)} ms`, zh: `${Math.round(value * 1e3)} 毫秒` };
  const text = value.toFixed(value >= 10 ? 0 : 1);
  return { en: `${text} s`, zh: `${text} 秒` };
}

/** `ICMP 3/1 host unreachable from 192.0.2.1`. */
export function icmpText({ icmp }: TcpEvent): Text {
  if (icmp === undefined) return { en: 'ICMP', zh: 'ICMP' };
  const name = icmpErrorName(icmp);
  return { en: `${name.en} from ${icmp.sender}`, zh: `来自 ${icmp.sender} 的 ${name.zh}` };
}

/** The frame with the announced address. */
export function setupProof({ setup, announcement }: Attempt): Proof[] {
  if (setup === null || announcement === null) return [];
  const { advertised, frame } = announcement;
  if (advertised === null) {
    return [{ frame, what: { en: `${setup.verb}, which cannot be read`, zh: `${setup.verb}，无法解读` } }];
  }
  const where = formatEndpoint(advertised);
  const { arithmetic } = advertised;
  const sum = arithmetic === null ? { en: '', zh: '' } : { en: ` (${arithmetic})`, zh: `（${arithmetic}）` };
  const what = { en: `${setup.verb} announces ${where}${sum.en}`, zh: `${setup.verb} 通告 ${where}${sum.zh}` };
  return [{ frame, what }];
}

/** The frame of the transfer command. */
export function commandProof({ command }: Attempt): Proof[] {
  if (command === null) return [];
  const text = `${command.verb}${named(command.argument)}`;
  return [{ frame: command.frame, what: { en: text, zh: text } }];
}

/** The completion reply. */
export function replyProof({ reply }: Attempt): Proof[] {
  return reply === null ? [] : [proofOfReply(reply)];
}

export function proofOfReply(reply: Reply): Proof {
  const text = replyText(reply);
  return { frame: reply.frame, what: { en: text, zh: text } };
}

/** A command and its completion reply. */
export function exchangeProof(command: {
  readonly frame: number;
  readonly verb: string;
  readonly argument: string | null;
  readonly replies: readonly Reply[];
}): Proof[] {
  const text = `${command.verb}${named(command.argument)}`;
  const reply = finalReply(command.replies);
  return [{ frame: command.frame, what: { en: text, zh: text } }, ...(reply === null ? [] : [proofOfReply(reply)])];
}

/** The SYN and its retries, with the seconds since the first. */
export function synProofs(attempt: Attempt): Proof[] {
  const [first, ...retries] = synsOf(attempt);
  const target = targetOf(attempt);
  const opener = openerOf(attempt);
  if (first === undefined || target === null || opener === null) return [];
  const to = formatEndpoint(target);
  return [
    { frame: first.frame, what: { en: `SYN of the ${opener} to ${to}`, zh: `${SIDE[opener].zh}发往 ${to} 的 SYN` } },
    ...retries.map(({ frame, time }): Proof => {
      const after = seconds(time - first.time);
      return { frame, what: { en: `SYN again, after ${after.en}`, zh: `${after.zh}后重发 SYN` } };
    }),
  ];
}

/** `4 SYNs (retries after 1.0, 3.0, 7.0 s)`. */
export function synCount(syns: readonly TcpEvent[]): Text {
  const [first, ...retries] = syns;
  if (first === undefined || retries.length === 0) return { en: 'one SYN', zh: '一个 SYN' };
  const after = retries.map(({ time }) => (time - first.time).toFixed(1));
  return {
    en: `${syns.length} SYNs (again after ${after.join(', ')} s)`,
    zh: `${syns.length} 个 SYN（${after.join('、')} 秒后重发）`,
  };
}
