import type { CaptureWarning } from '../../model/analysis.js';
import type { InEveryLanguage, Text } from '../../model/language.js';
import { linkTypeName } from './link-types.js';

/** Packets of one kind: how many, and the first. */
class Count {
  packets = 0;
  firstFrame = 0;

  add(frame: number): void {
    if (this.packets++ === 0) this.firstFrame = frame;
  }

  /** `1 packet` or `3 packets`. */
  get text(): Text {
    return { en: `${this.packets} packet${this.packets === 1 ? '' : 's'}`, zh: `${this.packets} 个数据包` };
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

  warnings(incompleteDatagrams: number): InEveryLanguage<CaptureWarning>[] {
    const warnings: InEveryLanguage<CaptureWarning>[] = [];
    const warn = (kind: string, count: Count, message: Text): void => {
      if (count.packets > 0) warnings.push({ kind, message, frame: count.firstFrame });
    };
    const [firstLinkType] = this.linkTypes.values();
    if (firstLinkType !== undefined) {
      const types = [...this.linkTypes].map(([type, { text }]) => ({ ...text, name: linkTypeName(type) }));
      warn('unsupported-link-type', firstLinkType, {
        en: `Not supported and passed over: ${types.map(({ en, name }) => `${en} of link type ${name}`).join(', ')}.`,
        zh: `以下数据包不受支持，已跳过：${types.map(({ zh, name }) => `链路类型 ${name} 的 ${zh}`).join('，')}。`,
      });
    }
    warn('undecodable-packets', this.cut, {
      en: `${this.cut.text.en} could not be decoded: headers are malformed or cut off by the snap length.`,
      zh: `${this.cut.text.zh}无法解码：首部格式错误，或被快照长度截断。`,
    });
    warn('encrypted-wireless', this.encrypted, {
      en: `${this.encrypted.text.en} could not be read: encrypted on the wireless link.`,
      zh: `${this.encrypted.text.zh}无法读取：在无线链路上已加密。`,
    });
    warn('nesting-too-deep', this.tooDeep, {
      en: `${this.tooDeep.text.en} could not be read: too many packets inside packets.`,
      zh: `${this.tooDeep.text.zh}无法读取：数据包嵌套层数过多。`,
    });
    if (incompleteDatagrams > 0) {
      const what = incompleteDatagrams === 1 ? '1 IP packet' : `${incompleteDatagrams} IP packets`;
      warnings.push({
        kind: 'fragments-incomplete',
        message: {
          en: `${what} could not be reassembled: fragments are missing.`,
          zh: `${incompleteDatagrams} 个 IP 数据包无法重组：缺少分片。`,
        },
      });
    }
    return warnings;
  }
}
