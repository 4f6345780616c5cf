/** Which findings a step belongs to: those whose evidence names its frames. */
import type { Finding } from '../../model/finding.js';
import type { Draft } from './draft.js';

type About = Pick<Finding, 'id' | 'transfers'> & { readonly frame: number };

export class FindingLinks {
  /** By frame. */
  readonly #byFrame = new Map<number, About[]>();
  readonly #frames: readonly number[];
  /** Frames of commands and replies: a data connection's range spans them, but they are not its own. */
  readonly #said: ReadonlySet<number>;

  constructor(findings: readonly Finding[], steps: readonly Draft[]) {
    for (const { id, transfers, evidence } of findings) {
      for (const { frame } of evidence) {
        const known = this.#byFrame.get(frame);
        if (known === undefined) this.#byFrame.set(frame, [{ id, transfers, frame }]);
        else known.push({ id, transfers, frame });
      }
    }
    this.#frames = [...this.#byFrame.keys()].sort((a, b) => a - b);
    this.#said = new Set(steps.filter(({ covers }) => covers === 'frame').map(({ frame }) => frame));
  }

  of(step: Draft): string[] {
    const ids = new Set<string>();
    for (const { id } of this.#byFrame.get(step.frame) ?? []) ids.add(id);
    if (step.kind === 'arrow') {
      for (const frame of this.#between(step.frame, step.lastFrame)) {
        if (this.#said.has(frame)) continue;
        for (const { id, transfers } of this.#byFrame.get(frame) ?? []) {
          if (step.transfer === null || transfers.length === 0 || transfers.includes(step.transfer)) ids.add(id);
        }
      }
    }
    return [...ids].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  }

  /** Frames of evidence after the first and up to the last; most steps are one frame. */
  #between(first: number, last: number): readonly number[] {
    return first === last ? [] : this.#frames.filter((frame) => frame > first && frame <= last);
  }
}
