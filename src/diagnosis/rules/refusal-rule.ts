/** The rule for one kind of refused setup command: what they all say, and the words of that kind. */
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { commandProof, exchangeProof, named, replyProof, said } from '../phrases.js';
import type { CommandRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { type Refusal, refusalOf } from './setup-refusal.js';

export interface RefusalWords {
  readonly cause: Text;
  readonly fix: readonly Text[];
  /** What would decide between the kinds that are left. */
  readonly toDiscriminate: Text;
  /** Frames beside the command and its reply. */
  readonly evidence?: readonly Proof[];
  /** What makes two refusals of this kind the same; the command and the code without. */
  readonly sameAs?: string;
}

export function refusalRule(
  kind: FindingKind,
  words: (refusal: Refusal, subject: Subject) => RefusalWords,
): CommandRule {
  return (command, subject): Diagnosis | null => {
    const refusal = refusalOf(command, subject);
    if (refusal?.kind !== kind) return null;
    const { certainty, alternatives, reply, severity, aftermath } = refusal;
    const { cause, fix, toDiscriminate, evidence = [], sameAs } = words(refusal, subject);
    const { victim } = aftermath;
    const what = `${command.verb}${named(command.argument)}`;
    const after = afterwards(refusal);
    return {
      ...{ kind, severity, certainty, alternatives, fix },
      transfer: victim?.transfer?.id ?? null,
      title: { en: `${what} was refused: ${said(reply)}.`, zh: `${what} 被拒绝：${said(reply)}。` },
      cause: { en: cause.en + after.en, zh: cause.zh + after.zh },
      toDiscriminate: certainty === 'proven' ? null : toDiscriminate,
      evidence: [
        ...exchangeProof(command),
        ...evidence,
        ...(victim === null ? [] : [...commandProof(victim), ...replyProof(victim)]),
      ],
      streams: [],
      sameAs: sameAs ?? `${command.verb} ${reply.code}`,
    };
  };
}

/** A sentence (with a blank before it) on what followed; empty where nothing did. */
function afterwards({ aftermath: { fallback, victim } }: Refusal): Text {
  if (victim !== null) {
    const command = victim.command?.verb ?? '';
    return {
      en: ` The ${command} after it had no data connection to use.`,
      zh: `其后的 ${command} 因此没有可用的数据连接。`,
    };
  }
  if (fallback === 'worked') return { en: ' Another way was found, and that worked.', zh: '随后改用其他方式并成功。' };
  if (fallback === 'failed') {
    return { en: ' What was tried instead was accepted, and failed too.', zh: '随后改用的方式虽被接受，但也失败了。' };
  }
  return { en: '', zh: '' };
}
