import { CaptureError } from './capture-error.js';
import { foreignFormat } from './foreign-formats.js';

/** How many of the first bytes are looked at. */
export const SNIFF_BYTES = 512;

/** libpcap savefile magic number, draft-ietf-opsawg-pcap; the bytes as they stand in the file. */
const PCAP_MAGICS = ['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1'];

/** The type of a pcapng Section Header Block reads the same in both byte orders, draft-ietf-opsawg-pcapng section 4.1. */
const SECTION_HEADER = '0a0d0d0a';
const BYTE_ORDER_MAGIC_OFFSET = 8;
const BYTE_ORDER_MAGICS = ['1a2b3c4d', '4d3c2b1a'];

const GZIP_MAGIC = '1f8b';

export type Container = 'pcap' | 'pcapng' | 'gzip';

/**
 * Tells what a file is by its first bytes (all of them, where it is shorter than `SNIFF_BYTES`).
 *
 * @throws CaptureError that names what was found, when it is no capture that can be read.
 */
export function sniff(head: Buffer): Container {
  if (head.length === 0) throw new CaptureError('empty', { en: 'The input is empty.', zh: '输入为空。' });
  const magic = head.toString('hex', 0, 4);
  if (PCAP_MAGICS.includes(magic)) return 'pcap';
  if (magic === SECTION_HEADER) return sectionHeader(head);
  if (magic.startsWith(GZIP_MAGIC)) return 'gzip';
  const foreign = foreignFormat(head);
  if (foreign !== null) throw new CaptureError(foreign.code, foreign.text);
  throw new CaptureError(
    'not-a-capture',
    head.length < 4
      ? {
          en: `The input has only ${head.length} byte${head.length === 1 ? '' : 's'} and is no capture.`,
          zh: `输入只有 ${head.length} 字节，不是抓包文件。`,
        }
      : {
          en: `The input is neither pcap nor pcapng: it starts with the bytes ${magic}.`,
          zh: `输入既不是 pcap 也不是 pcapng：开头的字节为 ${magic}。`,
        },
  );
}

function sectionHeader(head: Buffer): 'pcapng' {
  const magic = head.toString('hex', BYTE_ORDER_MAGIC_OFFSET, BYTE_ORDER_MAGIC_OFFSET + 4);
  if (BYTE_ORDER_MAGICS.includes(magic)) return 'pcapng';
  throw new CaptureError(
    'not-a-capture',
    magic.length < 8
      ? {
          en: `The input starts like pcapng but ends after ${head.length} bytes, in the middle of its header.`,
          zh: `输入的开头像 pcapng，但在 ${head.length} 字节之后就结束了，首部不完整。`,
        }
      : {
          en: `The input starts like pcapng, but has ${magic} where its byte-order magic 1a2b3c4d should be.`,
          zh: `输入的开头像 pcapng，但字节序标记处是 ${magic}，而不是 1a2b3c4d。`,
        },
  );
}
