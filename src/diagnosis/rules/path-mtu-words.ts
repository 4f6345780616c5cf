/** What every view of a path MTU black hole says, and what ICMP tells of it. */
import type { TcpEvent } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { isUnreceived } from '../data-flow.js';
import type { Proof } from '../diagnosis.js';
import { icmpText, SIDE } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { Subject } from '../subject.js';

/** No path has a smaller MTU than segments of this size need: smaller segments are not dropped for their size. */
export const SMALL_SEGMENT = 536;

/** Why a transfer that the server calls complete did not arrive. */
export const EARLY_SUCCESS: Text = {
  en: " The server's reply only says that it handed the data to its own TCP, not that the client got it.",
  zh: '服务器的响应只说明它已将数据交给自己的 TCP，并不说明客户端已收到。',
};

/** All but how it was seen. */
export function blackHole(attempt: Attempt, sender: Side, subject: Subject, icmp: TcpEvent | null) {
  const { data, transfer } = attempt;
  const who = SIDE[sender];
  const early = isUnreceived(attempt) ? EARLY_SUCCESS : { en: '', zh: '' };
  const told: Text =
    icmp === null
      ? {
          en: 'the ICMP message that should tell the sender (fragmentation needed) is blocked or never sent',
          zh: '本应通知发送方的 ICMP 报文（需要分片）被阻断或未发送',
        }
      : {
          en: `${icmpText(icmp).en} names it (MTU ${icmp.icmp?.mtu ?? 0}), but the sender does not heed it`,
          zh: `${icmpText(icmp).zh} 已指明（MTU ${icmp.icmp?.mtu ?? 0}），但发送方没有理会`,
        };
  return {
    kind: 'path-mtu-black-hole' as const,
    severity: severityOf(attempt, subject),
    transfer: transfer?.id ?? null,
    cause: {
      en: `A link on the way from the ${sender} has a smaller MTU (VPN, PPPoE, tunnel) and drops what does not fit, and ${told.en}.${early.en}`,
      zh: `从${who.zh}出发的路径上某段链路的 MTU 较小（VPN、PPPoE、隧道），放不下的数据包被丢弃，而${told.zh}。${early.zh}`,
    },
    fix: [
      {
        en: 'Clamp the MSS on the router in front of that link (Linux: iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu).',
        zh: '在该链路前的路由器上限制 MSS（Linux：iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu）。',
      },
      {
        en: 'Let ICMP type 3 code 4 and ICMPv6 type 2 pass through every firewall on the way.',
        zh: '在途中所有防火墙上放行 ICMP 类型 3 代码 4 和 ICMPv6 类型 2。',
      },
      {
        en: `Or set the MTU of the ${sender}'s interface to what the path carries.`,
        zh: `或将${who.zh}接口的 MTU 设为路径所能承载的值。`,
      },
    ],
    toDiscriminate:
      icmp === null
        ? {
            en: 'ping with "do not fragment" from the sender: ping -M do -s 1472 fails and a smaller size passes.',
            zh: '从发送方用禁止分片的 ping 测试：ping -M do -s 1472 失败，而较小的尺寸可以通过。',
          }
        : null,
    streams: data === null ? [] : [data.tcpStream],
    sameAs: sender,
  };
}

/** ICMP fragmentation needed (type 3 code 4), ICMPv6 packet too big (type 2). */
export function tooBig({ data }: Attempt): TcpEvent | null {
  return data?.events.find(isTooBig) ?? null;
}

function isTooBig({ icmp }: TcpEvent): boolean {
  return icmp !== undefined && (icmp.version === 4 ? icmp.type === 3 && icmp.code === 4 : icmp.type === 2);
}

export function icmpProofs({ data }: Attempt): Proof[] {
  return (data?.events ?? []).filter(isTooBig).map((event) => ({ frame: event.frame, what: icmpText(event) }));
}
