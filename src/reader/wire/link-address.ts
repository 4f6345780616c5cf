/** Bytes of a MAC address, IEEE 802 clause 8.2. */
const LENGTH = 6;

/** `00:1b:21:0a:0b:0c`: the MAC address at the offset; null where it does not lie within the bytes. */
export function formatLinkAddress(bytes: Uint8Array, offset: number): string | null {
  if (offset < 0 || offset + LENGTH > bytes.length) return null;
  return Array.from(bytes.subarray(offset, offset + LENGTH), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
