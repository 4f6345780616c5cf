/** Session-wide reasoning that several rules share. */
import type { Severity } from '../model/finding.js';
import type { Text } from '../model/language.js';
import type { Attempt } from './attempts.js';
import { attemptName } from './phrases.js';
import type { Subject } from './subject.js';

/** A data connection that failed is an error, but for one whose fallback worked: it cost only time. */
export function severityOf(attempt: Attempt, { histories }: Subject): Severity {
  return histories.get(attempt)?.fallback ? 'info' : 'error';
}

/** A sentence (with a blank before it) that an earlier success rules out static causes; empty without one. */
export function earlierSuccessNote(attempt: Attempt, { histories }: Subject): Text {
  const earlier = histories.get(attempt)?.earlierSuccess ?? null;
  if (earlier === null) return { en: '', zh: '' };
  const name = attemptName(earlier);
  return {
    en: ` ${name.en} worked before on the same path, so it is no static setting of address, NAT or firewall: look at the port, at limits and at time.`,
    zh: `此前${name.zh}在同一路径上成功，因此不是地址、NAT 或防火墙的固定配置问题：应查看端口、数量限制和时间。`,
  };
}
