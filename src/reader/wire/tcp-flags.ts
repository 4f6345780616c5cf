/** Names by bit, the lowest first: RFC 9293 section 3.1 and RFC 3168 section 6.1, in the order of Wireshark. */
const NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];

/** `FIN, PSH, ACK`; `<None>`, as in Wireshark, where no flag is set. */
export function flagNames(flags: number): string {
  const names = NAMES.filter((_, bit) => ((flags >> bit) & 1) !== 0);
  return names.length === 0 ? '<None>' : names.join(', ');
}
