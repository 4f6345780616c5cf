import type { Text } from '../model/language.js';

/** Names of ICMP errors (RFC 792, 1122, 1812) and ICMPv6 errors (RFC 4443), as administrators know them. */
const UNREACHABLE: readonly Text[] = [
  { en: 'network unreachable', zh: '网络不可达' },
  { en: 'host unreachable', zh: '主机不可达' },
  { en: 'protocol unreachable', zh: '协议不可达' },
  { en: 'port unreachable', zh: '端口不可达' },
  { en: 'fragmentation needed', zh: '需要分片' },
  { en: 'source route failed', zh: '源路由失败' },
  { en: 'destination network unknown', zh: '目的网络未知' },
  { en: 'destination host unknown', zh: '目的主机未知' },
  { en: 'source host isolated', zh: '源主机被隔离' },
  { en: 'network administratively prohibited', zh: '目的网络被管理策略禁止' },
  { en: 'host administratively prohibited', zh: '目的主机被管理策略禁止' },
  { en: 'network unreachable for type of service', zh: '对该服务类型网络不可达' },
  { en: 'host unreachable for type of service', zh: '对该服务类型主机不可达' },
  { en: 'communication administratively prohibited', zh: '通信被管理策略禁止' },
  { en: 'host precedence violation', zh: '违反主机优先级' },
  { en: 'precedence cutoff in effect', zh: '优先级低于下限' },
];

const UNREACHABLE_V6: readonly Text[] = [
  { en: 'no route to destination', zh: '没有到目的地的路由' },
  { en: 'communication administratively prohibited', zh: '通信被管理策略禁止' },
  { en: 'beyond scope of source address', zh: '超出源地址范围' },
  { en: 'address unreachable', zh: '地址不可达' },
  { en: 'port unreachable', zh: '端口不可达' },
  { en: 'source address failed policy', zh: '源地址不符合策略' },
  { en: 'reject route to destination', zh: '到目的地的路由被拒绝' },
];

const OTHER_V4: Readonly<Record<number, Text>> = {
  4: { en: 'source quench', zh: '源抑制' },
  5: { en: 'redirect', zh: '重定向' },
  11: { en: 'time exceeded', zh: '超时' },
  12: { en: 'parameter problem', zh: '参数问题' },
};

const OTHER_V6: Readonly<Record<number, Text>> = {
  2: { en: 'packet too big', zh: '数据包过大' },
  3: { en: 'time exceeded', zh: '超时' },
  4: { en: 'parameter problem', zh: '参数问题' },
};

/** Whether the error says that the packet did not arrive: not a mere redirect or source quench. */
export function isUnreachable(error: { readonly version: 4 | 6; readonly type: number }): boolean {
  return (error.version === 4 ? [3, 11, 12] : [1, 2, 3, 4]).includes(error.type);
}

/** `ICMP 3/10 host administratively prohibited`. */
export function icmpErrorName(error: { readonly version: 4 | 6; readonly type: number; readonly code: number }): Text {
  const { version, type, code } = error;
  const unreachable = version === 4 ? type === 3 : type === 1;
  const names = version === 4 ? UNREACHABLE : UNREACHABLE_V6;
  const name = unreachable ? names[code] : (version === 4 ? OTHER_V4 : OTHER_V6)[type];
  const { en, zh } = name ?? { en: 'error', zh: '差错' };
  const number = `${version === 4 ? 'ICMP' : 'ICMPv6'} ${type}/${code}`;
  return { en: `${number} ${en}`, zh: `${number} ${zh}` };
}
