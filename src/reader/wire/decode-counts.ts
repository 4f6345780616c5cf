import type { CaptureWarning } from '../../model/analysis.js';
import { linkTypeName } from './link-types.js';

/** Packets of one kind: how many, and the first. */
class Count {
  packets = 0;
  firstFrame = 0;

  add(frame: number): void {
    if (this.packets++ === 0) this.firstFrame = frame;
  }

  /** `1 packet` or `3 packets`. */
  toString(): string {
    return `${this.packets} packet${this.packets === 1 ? '' : 's'}`;
  }
}

/** What the decoder passed over, for one warning a kind. */
export class DecodeCounts {
  readonly cut = new Count();
  readonly encrypted = new Count();
  readonly tooDeep = new Count();
  private readonly linkTypes = new Map<number, Count>();

  addLinkType(linkType: number, frame: number): void {
    let count = this.linkTypes.get(linkType);
    if (count === undefined) {
      count = new Count();
      this.linkTypes.set(linkType, count);
    }
    count.add(frame);
  }

  warnings(incompleteDatagrams: number): CaptureWarning[] {
    const warnings: CaptureWarning[] = [];
    const warn = (kind: string, count: Count, message: string): void => {
      if (count.packets > 0) warnings.push({ kind, message, frame: count.firstFrame });
    };
    const [firstLinkType] = this.linkTypes.values();
    if (firstLinkType !== undefined) {
      const list = [...this.linkTypes].map(([type, count]) => `${count} of link type ${linkTypeName(type)}`);
      warn('unsupported-link-type', firstLinkType, `Not supported and passed over: ${list.join(', ')}.`);
    }
    warn(
      'undecodable-packets',
      this.cut,
      `${this.cut} could not be decoded: headers are malformed or cut off by the snap length.`,
    );
    warn('encrypted-wireless', this.encrypted, `${this.encrypted} could not be read: encrypted on the wireless link.`);
    warn('nesting-too-deep', this.tooDeep, `${this.tooDeep} could not be read: too many packets inside packets.`);
    if (incompleteDatagrams > 0) {
      const what = incompleteDatagrams === 1 ? '1 IP packet' : `${incompleteDatagrams} IP packets`;
      warnings.push({
        kind: 'fragments-incomplete',
        message: `${what} could not be reassembled: fragments are missing.`,
      });
    }
    return warnings;
  }
}
