import type { Diagnosis } from './diagnosis.js';
import { CAPTURE_AGAIN } from './rules/capture-lack.js';
import type { Subject } from './subject.js';

/** Where the capture lacks packets of the session nothing is proven that one of them may contradict. */
export function asFarAsCaptured(diagnosis: Diagnosis, { quality }: Subject): Diagnosis {
  const { bothDirections, packetsMissing } = quality;
  if (diagnosis.certainty !== 'proven' || (bothDirections && !packetsMissing)) return diagnosis;
  const lack = bothDirections ? 'capture-gap' : 'one-way-capture';
  return { ...diagnosis, certainty: 'likely', alternatives: [lack], toDiscriminate: CAPTURE_AGAIN };
}
