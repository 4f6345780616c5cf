import type { CaptureWarning } from '../../model/analysis.js';
import type { InEveryLanguage } from '../../model/language.js';

/** Searches for data connections that ended at a bound without a result, in the sessions of one capture. */
export class SearchBounds {
  private searches = 0;

  /** At most so many of the values; that there were more is remembered where the search goes on to the end of these. */
  *first<T>(most: number, values: Iterable<T>): Generator<T> {
    let count = 0;
    for (const value of values) {
      if (++count > most) {
        this.reached();
        return;
      }
      yield value;
    }
  }

  reached(): void {
    this.searches++;
  }

  warnings(): InEveryLanguage<CaptureWarning>[] {
    const { searches } = this;
    if (searches === 0) return [];
    const message = {
      en: `${searches} search${searches === 1 ? '' : 'es'} for a data connection ended early, because too many connections or announcements come into question; it may be missing from its transfer.`,
      zh: `有 ${searches} 次对数据连接的查找因候选的连接或通告过多而提前结束；相应的传输可能因此缺少数据连接。`,
    };
    return [{ kind: 'pairing-cut-short', message }];
  }
}
