import type { Certainty, Severity } from '../../model/finding.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { bytesFrom, promiseOf, senderOf } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { type FileFacts, factsOf } from '../file-facts.js';
import { attemptName, commandProof, proofOfReply, quote, replyProof } from '../phrases.js';
import type { AttemptRule } from '../rule.js';

/** Ends of names of files that are no text. */
const BINARY =
  /\.(?:zip|gz|tgz|bz2|tbz2?|xz|txz|zst|lz4|lzma|7z|rar|cab|jar|war|ear|apk|deb|rpm|iso|img|dmg|msi|exe|dll|so|dylib|o|a|lib|sys|ocx|class|pyc|jpe?g|png|gif|bmp|tiff?|webp|ico|heic|psd|raw|mp[34]|m4[av]|wav|flac|ogg|avi|mkv|mov|wmv|webm|mpe?g|pdf|docx?|xlsx?|pptx?|od[tsp]|epub|mdb|accdb|sqlite|db|dat|bin|bak|dump|pcap(?:ng)?|ttf|otf|woff2?|swf|p12|pfx|jks|der)(?:\.\d+)?$/i;

/** wu-ftpd and BSD count what ASCII mode would need as CR LF. */
const BARE_LINE_FEEDS = /\b(\d+) bare (?:linefeeds?|line feeds?|LFs?|newlines?)/i;

interface Verdict {
  readonly certainty: Certainty;
  readonly severity: Severity;
  readonly cause: Text;
  readonly proofs: readonly Proof[];
}

/** X10: a file that is no text travels in ASCII mode, which changes its line ends. */
export const asciiModeCorruption: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { transfer, data, command } = attempt;
  if (transfer === null || command === null || transfer.outcome !== 'completed' || transfer.type !== 'A') return null;
  if (transfer.direction !== 'download' && transfer.direction !== 'upload') return null;
  if (!BINARY.test(transfer.argument ?? '')) return null;
  const facts = factsOf(subject.session, command.frame);
  // Without the session's start, or where part of it cannot be read, the default proves nothing.
  if (!facts.isTypeExplicit && !subject.quality.dialogueIsWhole) return null;
  const verdict = verdictOf(attempt, facts);
  const name = attemptName(attempt);
  return {
    kind: 'ascii-mode-corruption',
    severity: verdict.severity,
    certainty: verdict.certainty,
    transfer: transfer.id,
    title: {
      en: `${name.en}: ${quote(transfer.argument ?? '')} is no text and was transferred in ASCII mode (TYPE A${facts.isTypeExplicit ? '' : ', the default, as no TYPE was sent'}).`,
      zh: `${name.zh}：${quote(transfer.argument ?? '')} 不是文本文件，却以 ASCII 模式传输（TYPE A${facts.isTypeExplicit ? '' : '，未发送 TYPE 时的默认值'}）。`,
    },
    cause: verdict.cause,
    fix: [
      {
        en: 'Send TYPE I (binary, "bin") before the transfer, and transfer the file again.',
        zh: '传输前发送 TYPE I（二进制，“bin”），并重新传输该文件。',
      },
    ],
    alternatives: verdict.certainty === 'proven' ? [] : ['size-mismatch'],
    toDiscriminate:
      verdict.certainty === 'proven'
        ? null
        : { en: 'A comparison of both files (checksum).', zh: '比较两端文件（校验和）。' },
    evidence: [...verdict.proofs, ...commandProof(attempt), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: `${transfer.direction} ${verdict.certainty}`,
  };
};

function verdictOf(attempt: Attempt, facts: FileFacts): Verdict {
  const { reply, data } = attempt;
  const bare = BARE_LINE_FEEDS.exec(reply?.text ?? '')?.[1];
  if (bare !== undefined) {
    return {
      certainty: 'proven',
      severity: 'warning',
      cause: {
        en: `The server counted ${bare} line feeds without a carriage return: what it got is no text in the form of the network, and it stored something else.`,
        zh: `服务器统计到 ${bare} 个没有回车的换行符：收到的内容不是网络文本格式，存储的内容已被改变。`,
      },
      proofs: [],
    };
  }
  const sender = senderOf(attempt);
  const promise = promiseOf(attempt);
  const size = promise?.bytes ?? facts.sizeBefore?.bytes ?? null;
  const travelled = sender === null ? 0 : bytesFrom(attempt, sender);
  const isKnown = data !== null && data.missingBytes === 0 && !data.tls && (attempt.transfer?.restart ?? 0) === 0;
  if (size === null || !isKnown) return UNCERTAIN;
  const proofs: Proof[] =
    promise !== null
      ? [proofOfReply(promise.reply)]
      : [
          {
            frame: facts.sizeBefore?.frame ?? 0,
            what: { en: facts.sizeBefore?.text ?? '', zh: facts.sizeBefore?.text ?? '' },
          },
        ];
  const more = travelled - size;
  if (more === 0) return { ...UNCHANGED, proofs };
  if (more < 0 || more > size) return { ...UNCERTAIN, proofs };
  return {
    certainty: 'likely',
    severity: 'warning',
    cause: {
      en: `${travelled} bytes travelled for a file of ${size}: the server put a carriage return before each of ${more} line feeds. The client takes them out again only if it uses line feeds alone; where it does not, or finds others, the file is damaged.`,
      zh: `文件为 ${size} 字节，实际传输 ${travelled} 字节：服务器在 ${more} 个换行符前各加了一个回车。只有客户端恰好以单个换行符为行尾时才会还原，否则文件损坏。`,
    },
    proofs,
  };
}

const UNCERTAIN: Verdict = {
  certainty: 'possible',
  severity: 'warning',
  cause: {
    en: 'ASCII mode changes line ends, which damages every file that is no text, unless both programs only pretend it.',
    zh: 'ASCII 模式会改变行尾，从而损坏非文本文件，除非双方程序只是名义上使用该模式。',
  },
  proofs: [],
};

/** vsftpd without ascii_download_enable, for example. */
const UNCHANGED: Omit<Verdict, 'proofs'> = {
  certainty: 'possible',
  severity: 'info',
  cause: {
    en: 'As many bytes travelled as the file has: the server only pretends ASCII mode. Only the client may still have changed line ends.',
    zh: '传输的字节数与文件相同：服务器只是名义上使用 ASCII 模式。只有客户端仍可能改变行尾。',
  },
};
