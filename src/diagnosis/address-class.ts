/** What an address is good for, as far as the address itself tells. */
export type AddressClass = 'public' | 'private' | 'shared' | 'link-local' | 'loopback' | 'unspecified' | 'multicast';

/** Ranges of IPv4: first address, prefix length (RFC 6890, RFC 1918, RFC 6598). */
const RANGES: readonly (readonly [string, number, AddressClass])[] = [
  ['0.0.0.0', 8, 'unspecified'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['224.0.0.0', 3, 'multicast'],
];

/** @param address textual IPv4, or IPv6 as in RFC 5952. */
export function addressClass(address: string): AddressClass {
  if (address.includes(':')) return classOfIpv6(address);
  const value = ipv4(address);
  const found = RANGES.find(([first, length]) => value >>> (32 - length) === ipv4(first) >>> (32 - length));
  return found?.[2] ?? 'public';
}

/** Whether the address cannot be reached from the Internet. */
export function isUnroutable(address: string): boolean {
  return addressClass(address) !== 'public';
}

function ipv4(address: string): number {
  return address.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);
}

function classOfIpv6(address: string): AddressClass {
  if (address === '::') return 'unspecified';
  if (address === '::1') return 'loopback';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return addressClass(mapped);
  const first = Number.parseInt(address.split(':', 1)[0] || '0', 16);
  // fc00::/7 unique local (RFC 4193), fe80::/10 link-local (RFC 4291), ff00::/8 multicast.
  if ((first & 0xfe00) === 0xfc00) return 'private';
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  return (first & 0xff00) === 0xff00 ? 'multicast' : 'public';
}
