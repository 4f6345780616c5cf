import type { Text } from '../../model/language.js';
import type { CaptureErrorCode } from './capture-error.js';

export interface Foreign {
  readonly code: CaptureErrorCode;
  readonly text: Text;
}

interface Signature {
  /** Hexadecimal bytes that the file starts with. */
  readonly hex: string;
}

interface NamedSignature extends Signature {
  readonly name: Text;
}

const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

/** Capture formats that are not read. Magic numbers: libpcap sf-pcap.c, Wireshark wiretap/*.c of the format's name. */
const CAPTURE_FORMATS: readonly NamedSignature[] = [
  ...['a1b2cd34', '34cdb2a1'].map((hex) => ({
    hex,
    name: { en: 'a modified pcap (Kuznetzov, magic a1b2cd34)', zh: '修改版 pcap（Kuznetzov，magic a1b2cd34）' },
  })),
  ...['1c0001ac', 'ac01001c'].map((hex) => ({
    hex,
    name: { en: 'an IXIA hardware capture (magic 1c0001ac)', zh: 'IXIA 硬件抓包文件（magic 1c0001ac）' },
  })),
  ...['1c0001ab', 'ab01001c'].map((hex) => ({
    hex,
    name: { en: 'an IXIA software capture (magic 1c0001ab)', zh: 'IXIA 软件抓包文件（magic 1c0001ab）' },
  })),
  ...['a1e2cb12', '12cbe2a1'].map((hex) => ({
    hex,
    name: { en: 'a pcap with Navtel extensions (magic a1e2cb12)', zh: '带 Navtel 扩展的 pcap（magic a1e2cb12）' },
  })),
  { hex: ascii('snoop\0\0\0'), name: { en: 'a snoop capture (Solaris)', zh: 'snoop 抓包文件（Solaris）' } },
  { hex: ascii('btsnoop\0'), name: { en: 'a Bluetooth btsnoop log', zh: '蓝牙 btsnoop 日志' } },
  { hex: ascii('RTSS'), name: { en: 'a Microsoft NetMon 1.x capture', zh: 'Microsoft NetMon 1.x 抓包文件' } },
  { hex: ascii('GMBU'), name: { en: 'a Microsoft NetMon 2.x capture', zh: 'Microsoft NetMon 2.x 抓包文件' } },
  { hex: ascii('iptrace 1.0'), name: { en: 'an AIX iptrace 1.0 capture', zh: 'AIX iptrace 1.0 抓包文件' } },
  { hex: ascii('iptrace 2.0'), name: { en: 'an AIX iptrace 2.0 capture', zh: 'AIX iptrace 2.0 抓包文件' } },
  { hex: '5452006400', name: { en: 'an HP-UX nettl trace', zh: 'HP-UX nettl 跟踪文件' } },
  { hex: '00000001000000000007d000', name: { en: 'an HP-UX nettl trace', zh: 'HP-UX nettl 跟踪文件' } },
  {
    hex: ascii('TRSNIFF data    \x1a'),
    name: { en: 'a Network General Sniffer capture', zh: 'Network General Sniffer 抓包文件' },
  },
  {
    hex: ascii('XCP\0'),
    name: { en: 'a NetXRay or Windows Sniffer capture', zh: 'NetXRay 或 Windows Sniffer 抓包文件' },
  },
  { hex: ascii('\x7fver'), name: { en: 'an OmniPeek or EtherPeek capture', zh: 'OmniPeek 或 EtherPeek 抓包文件' } },
  { hex: ascii('\x05VNF'), name: { en: 'a Visual Networks capture', zh: 'Visual Networks 抓包文件' } },
  { hex: '0000020012050010', name: { en: 'a Tektronix K12 capture', zh: 'Tektronix K12 抓包文件' } },
  { hex: ascii('NetS'), name: { en: 'a LANalyzer or NetScaler trace', zh: 'LANalyzer 或 NetScaler 跟踪文件' } },
  { hex: ascii('MDMP'), name: { en: 'a Windows minidump', zh: 'Windows minidump' } },
];

/** ETL traces of `netsh trace` and `pktmon` have no magic; this is the header that Windows writes. */
const WINDOWS_TRACE: Signature = { hex: '00000100' };
const WINDOWS_TRACE_MARK = { offset: 0x58, hex: '0001' };

const COMPRESSED: readonly (Signature & { readonly name: string; readonly unpack: string })[] = [
  { hex: '28b52ffd', name: 'zstd', unpack: 'zstd -d' },
  { hex: 'fd377a585a00', name: 'xz', unpack: 'xz -d' },
  { hex: '425a68', name: 'bzip2', unpack: 'bzip2 -d' },
  { hex: '04224d18', name: 'lz4', unpack: 'lz4 -d' },
  { hex: '4c5a4950', name: 'lzip', unpack: 'lzip -d' },
  { hex: '1f9d', name: 'compress', unpack: 'uncompress' },
];

const OTHER_FILES: readonly NamedSignature[] = [
  ...['504b0304', '504b0506'].map((hex) => ({
    hex,
    name: { en: 'a ZIP archive; unpack it first', zh: 'ZIP 压缩包（请先解压）' },
  })),
  { hex: '377abcaf271c', name: { en: 'a 7-Zip archive; unpack it first', zh: '7-Zip 压缩包（请先解压）' } },
  { hex: '52617221', name: { en: 'a RAR archive; unpack it first', zh: 'RAR 压缩包（请先解压）' } },
  { hex: '7f454c46', name: { en: 'an ELF program', zh: 'ELF 程序' } },
  { hex: '4d5a', name: { en: 'a Windows program', zh: 'Windows 程序' } },
  ...['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe'].map((hex) => ({
    hex,
    name: { en: 'a Mach-O program', zh: 'Mach-O 程序' },
  })),
  { hex: '25504446', name: { en: 'a PDF document', zh: 'PDF 文档' } },
  { hex: '89504e47', name: { en: 'a PNG image', zh: 'PNG 图像' } },
  { hex: 'ffd8ff', name: { en: 'a JPEG image', zh: 'JPEG 图像' } },
  { hex: ascii('SQLite format 3\0'), name: { en: 'an SQLite database', zh: 'SQLite 数据库' } },
];

/** A pcapng header whose line ends an FTP transfer in ASCII mode has changed: its type is chosen so that this shows. */
const SPOILED_PCAPNG: readonly NamedSignature[] = [
  { hex: '0a0d0a', name: { en: 'with CR LF turned into LF', zh: 'CR LF 变成了 LF' } },
  { hex: '0d0a0d0d0d0a', name: { en: 'with LF turned into CR LF', zh: 'LF 变成了 CR LF' } },
];

const TAR_MAGIC_OFFSET = 257;

/** Says what a file is that is no capture we read, or null when nothing is recognised. */
export function foreignFormat(head: Buffer): Foreign | null {
  const hex = head.toString('hex');
  const starts = ({ hex: magic }: Signature): boolean => hex.startsWith(magic);

  const capture = CAPTURE_FORMATS.find(starts);
  if (capture) return unsupported(toConvert(capture.name));
  const compressed = COMPRESSED.find(starts);
  if (compressed) {
    const { name, unpack } = compressed;
    return unsupported({
      en: `The input is compressed with ${name}; decompress it first (${unpack}).`,
      zh: `输入经 ${name} 压缩；请先解压（${unpack}）。`,
    });
  }
  const spoiled = SPOILED_PCAPNG.find(starts);
  if (spoiled) {
    return notACapture({
      en: `The input is a pcapng file spoiled by a transfer in ASCII mode (${spoiled.name.en}); copy it again.`,
      zh: `输入是被 ASCII 模式传输破坏的 pcapng 文件（${spoiled.name.zh}）；请重新复制。`,
    });
  }
  const other = OTHER_FILES.find(starts);
  if (other) return notACapture(insteadOf(other.name));
  if (head.toString('latin1', TAR_MAGIC_OFFSET, TAR_MAGIC_OFFSET + 5) === 'ustar') {
    return notACapture({
      en: 'The input is a tar archive, not a capture; unpack it first.',
      zh: '输入是 tar 归档，不是抓包文件；请先解包。',
    });
  }
  if (hex.startsWith(WINDOWS_TRACE.hex) && hex.startsWith(WINDOWS_TRACE_MARK.hex, WINDOWS_TRACE_MARK.offset * 2)) {
    return unsupported({
      en: 'The input is a Windows event trace (ETL); convert it with etl2pcapng.',
      zh: '输入是 Windows 事件跟踪文件（ETL）；请用 etl2pcapng 转换。',
    });
  }
  const text = textKind(head);
  if (text !== null) return notACapture(insteadOf(text));
  if (looksLikeErf(head)) return unsupported(toConvert({ en: 'an Endace ERF capture', zh: 'Endace ERF 抓包文件' }));
  return null;
}

function toConvert({ en, zh }: Text): Text {
  return {
    en: `The input is ${en}, which is not supported; convert it with editcap.`,
    zh: `输入是${spaced(zh)}，不支持这种格式；请用 editcap 转换。`,
  };
}

function insteadOf({ en, zh }: Text): Text {
  return { en: `The input is ${en}, not a capture.`, zh: `输入是${spaced(zh)}，不是抓包文件。` };
}

/** Between Chinese and Latin stands a space. */
function spaced(name: string): string {
  return /^[!-~]/.test(name) ? ` ${name}` : name;
}

function unsupported(text: Text): Foreign {
  return { code: 'unsupported-format', text };
}

function notACapture(text: Text): Foreign {
  return { code: 'not-a-capture', text };
}

function textKind(head: Buffer): Text | null {
  if (/^(fffe|feff)/.test(head.toString('hex', 0, 2))) return { en: 'a UTF-16 text file', zh: 'UTF-16 文本文件' };
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what text does not have.
  if (text.length < 4 || /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return null;
  const start = text.trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return { en: 'an HTML page', zh: 'HTML 页面' };
  if (start.startsWith('<?xml')) return { en: 'an XML file', zh: 'XML 文件' };
  if (/^[[{]\s*(["[{\]}\d-]|$)/.test(start)) return { en: 'a JSON file', zh: 'JSON 文件' };
  return { en: 'a text file', zh: '文本文件' };
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
