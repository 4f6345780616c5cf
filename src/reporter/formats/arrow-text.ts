/** What is written on an arrow, wherever it is drawn as text: with what a picture would show by other means. */
import type { Arrow, Remark } from '../diagram/sequence.js';

/** `✕ 425 Failed to establish connection. [F1]`, `1.1 data: 20,000 B`. */
export function arrowText(step: Arrow | Remark, failed: string): string {
  const mark = step.role === 'error' && failed !== '' ? `${failed} ` : '';
  const transfer = step.kind === 'arrow' && step.connection === 'data' && step.transfer !== null;
  const findings = step.findings.length === 0 ? '' : ` [${step.findings.join(', ')}]`;
  return `${mark}${transfer ? `${step.transfer} ` : ''}${step.text}${findings}`;
}
