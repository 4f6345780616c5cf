import type { Diagnosis } from '../diagnosis.js';
import { exchangeProof, named, seconds } from '../phrases.js';
import type { SessionRule } from '../rule.js';

/** Lost as often as this a segment is no longer lost by chance while others pass. */
const RETRIES = 3;

/** A12: a command split over segments is sent again and again: Linux's FTP helper drops an unfinished PORT. */
export const setupHeldBack: SessionRule = ({ session, quality }): Diagnosis[] => {
  const stuck = session.ends.client?.unacknowledged ?? null;
  if (stuck === null || stuck.retransmissions < RETRIES || !quality.bothDirections) return [];
  const split = session.commands.find(
    ({ announcement, replies }) =>
      announcement !== null &&
      announcement.accepted === null &&
      announcement.lastFrame !== announcement.frame &&
      announcement.frame <= stuck.firstFrame &&
      replies.length === 0,
  );
  if (split?.announcement == null) return [];
  const { frame, lastFrame } = split.announcement;
  const lasted = seconds(stuck.seconds);
  const text = `${split.verb}${named(split.argument)}`;
  return [
    {
      kind: 'middlebox-rewrite',
      severity: 'error',
      certainty: 'likely',
      transfer: null,
      title: {
        en: `${text} never reached the server: its segment was sent ${stuck.retransmissions} more times over ${lasted.en} and not acknowledged.`,
        zh: `${text} 没有到达服务器：该报文段在 ${lasted.zh}内重发 ${stuck.retransmissions} 次，始终未被确认。`,
      },
      cause: {
        en: `The command is split over the segments in frames ${frame} and ${lastFrame}. A firewall with an FTP helper (Linux nf_conntrack_ftp) drops a segment that ends in an unfinished announcement, each time it comes.`,
        zh: `该命令被拆分在第 ${frame} 帧和第 ${lastFrame} 帧的报文段中。带 FTP 辅助模块的防火墙（Linux nf_conntrack_ftp）每次都会丢弃以未完成的通告结尾的报文段。`,
      },
      fix: [
        { en: 'Have the client send each command in one write.', zh: '让客户端一次性写出整条命令。' },
        {
          en: 'Or unload the FTP helper of the firewall, and open fixed data ports instead.',
          zh: '或卸载防火墙的 FTP 辅助模块，改为放行固定的数据端口。',
        },
      ],
      alternatives: ['control-lost'],
      toDiscriminate: {
        en: 'A capture behind the firewall, or the same session with commands that are not split.',
        zh: '在防火墙之后抓包，或以未拆分的命令重复同一会话。',
      },
      evidence: [
        ...exchangeProof(split),
        {
          frame: stuck.firstFrame,
          what: { en: 'its segment again, not acknowledged', zh: '重发该报文段，未被确认' },
        },
        { frame: stuck.lastFrame, what: { en: `again, after ${lasted.en}`, zh: `${lasted.zh}后再次重发` } },
      ],
      streams: [],
      sameAs: split.verb,
    },
  ];
};
