/** What connect() of a server returned, as servers print it (POSIX errno): they tried, whatever the capture shows. */
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import type { Position } from '../position.js';
import type { Subject } from '../subject.js';

export interface ConnectError {
  /** What a capture with the SYN would show, the most likely first. */
  readonly kinds: readonly FindingKind[];
  readonly what: Text;
  /** What became of the SYN, where it does not reach the capture. */
  readonly onTheWay: Text;
}

const ERRORS: readonly (readonly [RegExp, ConnectError])[] = [
  [
    /connection refused|econnrefused/i,
    {
      kinds: ['active-refused', 'active-icmp-unreachable', 'active-address-wrong'],
      what: { en: 'its SYN was refused', zh: '其 SYN 被拒绝' },
      onTheWay: {
        en: 'a firewall or the NAT before the client refuses it, or the address at which the server knows the client is that of another host',
        zh: '途中的防火墙或客户端前的 NAT 拒绝了它，或服务器所见的客户端地址属于另一台主机',
      },
    },
  ],
  [
    /connection (?:attempt )?timed out|etimedout/i,
    {
      kinds: ['active-syn-unanswered', 'active-address-wrong'],
      what: { en: 'its SYN got no answer', zh: '其 SYN 没有应答' },
      onTheWay: {
        en: "it is dropped, at the server's own way out, by a firewall on the way, or by the NAT before the client",
        zh: '它被丢弃——在服务器出口、途中的防火墙，或客户端前的 NAT',
      },
    },
  ],
  [
    /no route to host|(?:network|host) (?:is )?unreachable|e(?:host|net)unreach/i,
    {
      kinds: ['active-icmp-unreachable', 'active-address-wrong'],
      what: { en: 'the address cannot be reached from it', zh: '从服务器无法到达该地址' },
      onTheWay: {
        en: 'a router on the way has no route to the announced address or must not forward to it, or the server itself has none',
        zh: '途中的路由器没有到通告地址的路由或被禁止转发，或服务器自身没有路由',
      },
    },
  ],
];

/** Null where the server does not say. */
export function connectErrorOf({ reply, mode }: Attempt): ConnectError | null {
  if (mode !== 'active' || reply === null || reply.code < 400) return null;
  return ERRORS.find(([words]) => words.test(reply.text))?.[1] ?? null;
}

/** Why a SYN that the server says it sent is not in this capture. */
export function unseenSyn({ what, onTheWay }: ConnectError, position: Position, { quality }: Subject): Text {
  const mayBeFiltered = quality.dataConnections === 'unknown';
  if (position === 'at-opener') {
    const stopped: Text = {
      en: 'the server itself stops it before it leaves, by its own firewall or for lack of a route',
      zh: '服务器自身在发出之前就阻止了它（自身的防火墙，或没有路由）',
    };
    return mayBeFiltered
      ? {
          en: `The server tried, and says that ${what.en}. The capture was made at the server and holds nothing but control connections: either its filter left the SYN out, or ${stopped.en}.`,
          zh: `服务器尝试过，并称${what.zh}。抓包在服务器处进行，且只包含控制连接：要么抓包过滤器排除了该 SYN，要么${stopped.zh}。`,
        }
      : {
          en: `The server tried, and says that ${what.en}. The capture was made at the server, and nothing left it: ${stopped.en}.`,
          zh: `服务器尝试过，并称${what.zh}。抓包在服务器处进行，而没有数据包发出：${stopped.zh}。`,
        };
  }
  return mayBeFiltered
    ? {
        en: `The server tried, and says that ${what.en}. Either the capture's filter left the SYN out, or it does not come as far as this point: ${onTheWay.en}.`,
        zh: `服务器尝试过，并称${what.zh}。要么抓包过滤器排除了该 SYN，要么它没有到达此处：${onTheWay.zh}。`,
      }
    : {
        en: `The server tried, and says that ${what.en}. The SYN does not come as far as this point: ${onTheWay.en}.`,
        zh: `服务器尝试过，并称${what.zh}。该 SYN 没有到达此处：${onTheWay.zh}。`,
      };
}
