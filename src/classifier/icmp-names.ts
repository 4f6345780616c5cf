/** Names of ICMP errors (RFC 792, 1122, 1812) and ICMPv6 errors (RFC 4443), as administrators know them. */
const UNREACHABLE: readonly string[] = [
  'network unreachable',
  'host unreachable',
  'protocol unreachable',
  'port unreachable',
  'fragmentation needed',
  'source route failed',
  'destination network unknown',
  'destination host unknown',
  'source host isolated',
  'network administratively prohibited',
  'host administratively prohibited',
  'network unreachable for type of service',
  'host unreachable for type of service',
  'communication administratively prohibited',
  'host precedence violation',
  'precedence cutoff in effect',
];

const UNREACHABLE_V6: readonly string[] = [
  'no route to destination',
  'communication administratively prohibited',
  'beyond scope of source address',
  'address unreachable',
  'port unreachable',
  'source address failed policy',
  'reject route to destination',
];

const OTHER_V4: Readonly<Record<number, string>> = {
  4: 'source quench',
  5: 'redirect',
  11: 'time exceeded',
  12: 'parameter problem',
};

const OTHER_V6: Readonly<Record<number, string>> = {
  2: 'packet too big',
  3: 'time exceeded',
  4: 'parameter problem',
};

/** Whether the error says that the packet did not arrive: not a mere redirect or source quench. */
export function isUnreachable(error: { readonly version: 4 | 6; readonly type: number }): boolean {
  return (error.version === 4 ? [3, 11, 12] : [1, 2, 3, 4]).includes(error.type);
}

/** `ICMP 3/10 host administratively prohibited`. */
export function icmpErrorName(error: {
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
}): string {
  const { version, type, code } = error;
  const unreachable = version === 4 ? type === 3 : type === 1;
  const names = version === 4 ? UNREACHABLE : UNREACHABLE_V6;
  const name = unreachable ? names[code] : (version === 4 ? OTHER_V4 : OTHER_V6)[type];
  return `${version === 4 ? 'ICMP' : 'ICMPv6'} ${type}/${code} ${name ?? 'error'}`;
}
