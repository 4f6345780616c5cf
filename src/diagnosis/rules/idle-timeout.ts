import type { Reply } from '../../model/analysis.js';
import { chinese } from '../chinese.js';
import { isUnfinished } from '../data-flow.js';
import { proofOfReply, said, seconds } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import { serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

const IDLE_TEXT = /tim(?:e|ed)[ -]?out|idle|inactiv|no[ -]transfer[ -]time|session (?:has )?expired/i;

/** The same about a data connection leaves the session as it is (pyftpdlib). */
const DATA_TEXT = /data (?:channel|connection)/i;

/** A server that closes without a reason after such a silence closes for the silence. */
const SILENT_SECONDS = 60;

/** X7: the server ends a session in which nothing is said. */
export const idleTimeout: SessionRule = (subject) => {
  const goodbye = goodbyeOf(subject);
  const before = goodbye === null ? null : lastBefore(goodbye.frame, subject);
  if (goodbye === null || before === null) return [];
  const isTold = IDLE_TEXT.test(goodbye.text);
  const idle = goodbye.time - before.time;
  if (!isTold && idle < SILENT_SECONDS) return [];
  // Where commands are missing the server may have waited for a transfer, not for a command.
  const isSure = isTold && subject.session.ends.client !== null && !subject.quality.packetsMissing;
  const last = subject.attempts.at(-1);
  const isPending = last !== undefined && last.transfer !== null && isUnfinished(last);
  const waited = seconds(idle);
  const timeout = serverSetting(subject.server, 'idleTimeout');
  return [
    {
      kind: 'idle-timeout',
      severity: isPending ? 'warning' : 'info',
      certainty: isSure ? 'proven' : 'likely',
      transfer: isPending ? (last.transfer?.id ?? null) : null,
      title: {
        en: `The server ended the session after ${waited.en} of silence: ${said(goodbye)}.`,
        zh: `服务器在 ${waited.zh}没有活动后结束了会话：${said(goodbye)}。`,
      },
      cause: {
        en: 'No command came for as long as the server is set to wait.',
        zh: '在服务器设定的等待时间内没有收到任何命令。',
      },
      fix: [
        {
          en: `Nothing, if the client had finished; else raise ${timeout.en}, or have the client send NOOP now and then.`,
          zh: chinese`若客户端已完成则无需处理；否则提高${timeout.zh}，或让客户端定期发送 NOOP。`,
        },
      ],
      alternatives: isSure ? [] : [isTold ? 'data-stalled' : 'server-crash'],
      toDiscriminate: isSure ? null : { en: "The server's log.", zh: '服务器的日志。' },
      evidence: [
        { frame: before.frame, what: { en: 'the last that was said before', zh: '此前最后一次通信' } },
        proofOfReply(goodbye),
      ],
      streams: [subject.session.tcpStream],
      sameAs: '',
    },
  ];
};

/** A 421 that answers nothing, or a command that came too late; a transfer that it ends is a matter of the transfer. */
function goodbyeOf({ session }: Subject): Reply | null {
  const stray =
    session.strayReplies.findLast(
      ({ code, reason, text }) => code === 421 && reason === 'unsolicited' && !DATA_TEXT.test(text),
    ) ?? null;
  if (stray !== null) return stray;
  const last = session.commands.at(-1);
  if (last === undefined || last.announcement !== null || session.transfers.at(-1)?.commandFrame === last.frame)
    return null;
  if (last.verb === 'USER' || last.verb === 'PASS') return null;
  const reply = last.replies.at(-1);
  return reply?.code === 421 && IDLE_TEXT.test(reply.text) ? reply : null;
}

/** The last command or reply before a frame; the greeting where there is none. */
function lastBefore(frame: number, { session }: Subject): { readonly frame: number; readonly time: number } | null {
  const command = session.commands.findLast(
    (each) => each.frame < frame && !each.replies.some((r) => r.frame === frame),
  );
  const said = [...(command === undefined ? [] : [command, ...command.replies]), ...session.greeting];
  const before = said.filter((each) => each.frame < frame);
  return before.reduce<{ frame: number; time: number } | null>(
    (a, b) => (a !== null && a.frame > b.frame ? a : b),
    null,
  );
}
