import type { SessionNote } from '../../model/analysis.js';
import type { InEveryLanguage, Text } from '../../model/language.js';
import type { Mark } from '../control/line.js';

/** Most notes kept of one session; one more says that there were more. */
export const MAX_NOTES = 100;

/**
 * Most commands and replies kept of one session, at about 1.5 KB each with all that is said of them: some 40,000 files
 * in one session. What a hostile client makes of 32 MB of dialogue is ten times as many.
 */
const MAX_SAID = 300_000;

const MORE_NOTES: Text = {
  en: `Only the first ${MAX_NOTES} notes of this session are kept.`,
  zh: `只保留本会话的前 ${MAX_NOTES} 条说明。`,
};

/** What a reader of the session must know of how it was read; bounded, and says so. */
export class DialogueNotes {
  readonly list: InEveryLanguage<SessionNote>[] = [];
  private said = 0;
  private firstLeftOut: Mark | null = null;

  add(kind: string, message: Text, { frame, time }: Mark): void {
    if (this.list.length < MAX_NOTES) this.list.push({ kind, message, frame, time });
    else if (this.list.length === MAX_NOTES) {
      this.list.push({ kind: 'too-many-notes', message: MORE_NOTES, frame, time });
    }
  }

  /** Whether one more command or reply is kept; else it is counted. */
  hasRoom(mark: Mark): boolean {
    this.said++;
    if (this.said <= MAX_SAID) return true;
    this.firstLeftOut ??= mark;
    return false;
  }

  /** To be called at the end: what was left out is said however many notes there are. */
  end(): void {
    if (this.firstLeftOut === null) return;
    const { frame, time } = this.firstLeftOut;
    const left = this.said - MAX_SAID;
    const message = {
      en: `This session has more than ${MAX_SAID} commands and replies; the ${left} after them were not analysed.`,
      zh: `本会话的命令和响应超过 ${MAX_SAID} 条；其后的 ${left} 条没有分析。`,
    };
    this.list.push({ kind: 'dialogue-too-long', message, frame, time });
  }
}
