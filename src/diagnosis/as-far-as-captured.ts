import type { FindingKind } from '../model/finding-kinds.js';
import type { Text } from '../model/language.js';
import type { Diagnosis } from './diagnosis.js';
import { CAPTURE_AGAIN } from './rules/capture-lack.js';
import type { Subject } from './subject.js';

const IN_ORDER: Text = {
  en: 'The same capture with its packets in the order of time (reordercap).',
  zh: '将同一捕获的数据包按时间排序（reordercap）后再分析。',
};

/** What the order of packets does not change. */
const IN_ANY_ORDER: ReadonlySet<FindingKind> = new Set(['cleartext-password', 'captured-twice', 'payload-cut']);

/** Where the capture lacks packets of the session nothing is proven that one of them may contradict. */
export function asFarAsCaptured(diagnosis: Diagnosis, { quality }: Subject): Diagnosis {
  const { bothDirections, packetsMissing } = quality;
  if (diagnosis.certainty !== 'proven' || (bothDirections && !packetsMissing)) return diagnosis;
  const lack = bothDirections ? 'capture-gap' : 'one-way-capture';
  return { ...diagnosis, certainty: 'likely', alternatives: [lack], toDiscriminate: CAPTURE_AGAIN };
}

/** Where packets stand in a wrong order nothing is proven that the right one may contradict. */
export function asFarAsInOrder(diagnosis: Diagnosis, { quality }: Subject): Diagnosis {
  if (diagnosis.certainty !== 'proven' || !quality.outOfOrder || IN_ANY_ORDER.has(diagnosis.kind)) return diagnosis;
  return { ...diagnosis, certainty: 'likely', toDiscriminate: IN_ORDER };
}
