/**
 * The kind of a file by its first bytes. Signatures as file(1) and the formats' own specifications have them; what has
 * none is text where every byte could be of a text.
 */
const SIGNATURES: readonly (readonly [kind: FileKind, hex: string, offset?: number])[] = [
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['gzip', '1f8b'],
  ['bzip2', '425a68'],
  ['xz', 'fd377a585a00'],
  ['zstd', '28b52ffd'],
  ['7z', '377abcaf271c'],
  ['rar', '526172211a07'],
  ['pdf', '255044462d'],
  ['png', '89504e470d0a1a0a'],
  ['jpeg', 'ffd8ff'],
  ['gif', '47494638'],
  ['webp', '57454250', 8],
  ['wave', '57415645', 8],
  ['avi', '41564920', 8],
  ['mp4', '66747970', 4],
  ['mp3', '494433'],
  ['ogg', '4f676753'],
  ['flac', '664c6143'],
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
  ['ole', 'd0cf11e0a1b11ae1'],
  ['elf', '7f454c46'],
  ['exe', '4d5a'],
  ['java-class', 'cafebabe'],
  ['sqlite', '53514c69746520666f726d6174203300'],
  ['pcapng', '0a0d0d0a'],
  ['pcap', 'd4c3b2a1'],
  ['pcap', 'a1b2c3d4'],
  ['script', '2321'],
  ['xml', '3c3f786d6c'],
  ['html', '3c21444f4354595045'],
  ['html', '3c21646f6374797065'],
  ['html', '3c68746d6c'],
];

export type FileKind =
  | 'zip'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | '7z'
  | 'rar'
  | 'pdf'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'wave'
  | 'avi'
  | 'mp4'
  | 'mp3'
  | 'ogg'
  | 'flac'
  | 'tiff'
  | 'ole'
  | 'elf'
  | 'exe'
  | 'java-class'
  | 'sqlite'
  | 'pcapng'
  | 'pcap'
  | 'script'
  | 'xml'
  | 'html'
  | 'text'
  | 'unknown';

/** `head` is hexadecimal; null where it is empty. */
export function fileKind(head: string): FileKind | null {
  if (head === '') return null;
  const known = SIGNATURES.find(([, hex, offset = 0]) => head.startsWith(hex, offset * 2));
  if (known !== undefined) return known[0];
  return looksLikeText(head) ? 'text' : 'unknown';
}

/**
 * Without control characters other than tab, line feed, form feed and carriage return; beyond ASCII only UTF-8, and
 * what the two bytes of GB 2312 and the letters of ISO 8859-1 are.
 */
function looksLikeText(head: string): boolean {
  const bytes = Uint8Array.from(head.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  const plain = bytes.every(
    (byte) => (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d,
  );
  return plain && (isUtf8(bytes) || bytes.every((byte) => byte < 0x80 || (byte >= 0xa1 && byte <= 0xfe)));
}

/** The last character may be cut. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
