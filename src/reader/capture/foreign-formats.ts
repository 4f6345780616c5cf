import type { CaptureErrorCode } from './capture-error.js';

export interface Foreign {
  readonly code: CaptureErrorCode;
  readonly message: string;
}

interface Signature {
  /** Hexadecimal bytes that the file starts with. */
  readonly hex: string;
  readonly name: string;
}

const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

/** Capture formats that are not read. Magic numbers: libpcap sf-pcap.c, Wireshark wiretap/*.c of the format's name. */
const CAPTURE_FORMATS: readonly Signature[] = [
  ...['a1b2cd34', '34cdb2a1'].map((hex) => ({ hex, name: 'a modified pcap (Kuznetzov, magic a1b2cd34)' })),
  ...['1c0001ac', 'ac01001c'].map((hex) => ({ hex, name: 'an IXIA hardware capture (magic 1c0001ac)' })),
  ...['1c0001ab', 'ab01001c'].map((hex) => ({ hex, name: 'an IXIA software capture (magic 1c0001ab)' })),
  ...['a1e2cb12', '12cbe2a1'].map((hex) => ({ hex, name: 'a pcap with Navtel extensions (magic a1e2cb12)' })),
  { hex: ascii('snoop\0\0\0'), name: 'a snoop capture (Solaris)' },
  { hex: ascii('btsnoop\0'), name: 'a Bluetooth btsnoop log' },
  { hex: ascii('RTSS'), name: 'a Microsoft NetMon 1.x capture' },
  { hex: ascii('GMBU'), name: 'a Microsoft NetMon 2.x capture' },
  { hex: ascii('iptrace 1.0'), name: 'an AIX iptrace 1.0 capture' },
  { hex: ascii('iptrace 2.0'), name: 'an AIX iptrace 2.0 capture' },
  { hex: '5452006400', name: 'an HP-UX nettl trace' },
  { hex: '00000001000000000007d000', name: 'an HP-UX nettl trace' },
  { hex: ascii('TRSNIFF data    \x1a'), name: 'a Network General Sniffer capture' },
  { hex: ascii('XCP\0'), name: 'a NetXRay or Windows Sniffer capture' },
  { hex: ascii('\x7fver'), name: 'an OmniPeek or EtherPeek capture' },
  { hex: ascii('\x05VNF'), name: 'a Visual Networks capture' },
  { hex: '0000020012050010', name: 'a Tektronix K12 capture' },
  { hex: ascii('NetS'), name: 'a LANalyzer or NetScaler trace' },
  { hex: ascii('MDMP'), name: 'a Windows minidump' },
];

/** ETL traces of `netsh trace` and `pktmon` have no magic; this is the header that Windows writes. */
const WINDOWS_TRACE: Signature = { hex: '00000100', name: '' };
const WINDOWS_TRACE_MARK = { offset: 0x58, hex: '0001' };

const COMPRESSED: readonly (Signature & { readonly unpack: string })[] = [
  { hex: '28b52ffd', name: 'zstd', unpack: 'zstd -d' },
  { hex: 'fd377a585a00', name: 'xz', unpack: 'xz -d' },
  { hex: '425a68', name: 'bzip2', unpack: 'bzip2 -d' },
  { hex: '04224d18', name: 'lz4', unpack: 'lz4 -d' },
  { hex: '4c5a4950', name: 'lzip', unpack: 'lzip -d' },
  { hex: '1f9d', name: 'compress', unpack: 'uncompress' },
];

const OTHER_FILES: readonly Signature[] = [
  ...['504b0304', '504b0506'].map((hex) => ({ hex, name: 'a ZIP archive; unpack it first' })),
  { hex: '377abcaf271c', name: 'a 7-Zip archive; unpack it first' },
  { hex: '52617221', name: 'a RAR archive; unpack it first' },
  { hex: '7f454c46', name: 'an ELF program' },
  { hex: '4d5a', name: 'a Windows program' },
  ...['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe'].map((hex) => ({ hex, name: 'a Mach-O program' })),
  { hex: '25504446', name: 'a PDF document' },
  { hex: '89504e47', name: 'a PNG image' },
  { hex: 'ffd8ff', name: 'a JPEG image' },
  { hex: ascii('SQLite format 3\0'), name: 'an SQLite database' },
];

/** A pcapng header whose line ends an FTP transfer in ASCII mode has changed: its type is chosen so that this shows. */
const SPOILED_PCAPNG: readonly Signature[] = [
  { hex: '0a0d0a', name: 'with CR LF turned into LF' },
  { hex: '0d0a0d0d0d0a', name: 'with LF turned into CR LF' },
];

const TAR_MAGIC_OFFSET = 257;

/** Says what a file is that is no capture we read, or null when nothing is recognised. */
export function foreignFormat(head: Buffer): Foreign | null {
  const hex = head.toString('hex');
  const starts = ({ hex: magic }: Signature): boolean => hex.startsWith(magic);

  const capture = CAPTURE_FORMATS.find(starts);
  if (capture) return unsupported(`The input is ${capture.name}, which is not supported; convert it with editcap.`);
  const compressed = COMPRESSED.find(starts);
  if (compressed) {
    return unsupported(`The input is compressed with ${compressed.name}; decompress it first (${compressed.unpack}).`);
  }
  const spoiled = SPOILED_PCAPNG.find(starts);
  if (spoiled) {
    return notACapture(
      `The input is a pcapng file spoiled by a transfer in ASCII mode (${spoiled.name}); copy it again.`,
    );
  }
  const other = OTHER_FILES.find(starts);
  if (other) return notACapture(`The input is ${other.name}, not a capture.`);
  if (head.toString('latin1', TAR_MAGIC_OFFSET, TAR_MAGIC_OFFSET + 5) === 'ustar') {
    return notACapture('The input is a tar archive, not a capture; unpack it first.');
  }
  if (hex.startsWith(WINDOWS_TRACE.hex) && hex.startsWith(WINDOWS_TRACE_MARK.hex, WINDOWS_TRACE_MARK.offset * 2)) {
    return unsupported('The input is a Windows event trace (ETL); convert it with etl2pcapng.');
  }
  const text = textKind(head);
  if (text !== null) return notACapture(`The input is ${text}, not a capture.`);
  if (looksLikeErf(head)) {
    return unsupported('The input is an Endace ERF capture, which is not supported; convert it with editcap.');
  }
  return null;
}

function unsupported(message: string): Foreign {
  return { code: 'unsupported-format', message };
}

function notACapture(message: string): Foreign {
  return { code: 'not-a-capture', message };
}

function textKind(head: Buffer): string | null {
  if (/^(fffe|feff)/.test(head.toString('hex', 0, 2))) return 'a UTF-16 text file';
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what text does not have.
  if (text.length < 4 || /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return null;
  const start = text.trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'an HTML page';
  if (start.startsWith('<?xml')) return 'an XML file';
  if (/^[[{]\s*(["[{\]}\d-]|$)/.test(start)) return 'a JSON file';
  return 'a text file';
}

/** ERF record header (Endace Extensible Record Format): no magic number, so its fields must agree with each other. */
const ERF_TIMESTAMP_SECONDS = 4;
const ERF_TYPE = 8;
const ERF_RECORD_LENGTH = 10;
const ERF_HEADER_LENGTH = 16;
const ERF_MAX_TYPE = 48;
/** A second record within a year of the first. */
const ERF_MAX_STEP_SECONDS = 366 * 86_400;

function looksLikeErf(head: Buffer): boolean {
  if (!isErfHeader(head, 0)) return false;
  const next = head.readUInt16BE(ERF_RECORD_LENGTH);
  if (!isErfHeader(head, next)) return false;
  const step = head.readUInt32LE(next + ERF_TIMESTAMP_SECONDS) - head.readUInt32LE(ERF_TIMESTAMP_SECONDS);
  return Math.abs(step) <= ERF_MAX_STEP_SECONDS;
}

function isErfHeader(head: Buffer, at: number): boolean {
  if (at + ERF_HEADER_LENGTH > head.length) return false;
  const type = head.readUInt8(at + ERF_TYPE) & 0x7f;
  return type >= 1 && type <= ERF_MAX_TYPE && head.readUInt16BE(at + ERF_RECORD_LENGTH) >= ERF_HEADER_LENGTH;
}
