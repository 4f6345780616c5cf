import type { ObservedSession } from '../../model/analysis.js';
import { type Endpoint, formatEndpoint } from '../../model/endpoint.js';
import { type Attempt, eventOf, finalReply, originOf } from '../attempts.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, replyProof, seconds, setupProof, synProofs } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';

/** A8: the client accepts the server's connection and closes it at once, for where it comes from. */
export const activeClosedByClient: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode, transfer } = attempt;
  const { session, quality } = subject;
  const origin = originOf(attempt);
  const handshake = eventOf(attempt, 'handshake-ack') ?? eventOf(attempt, 'syn-ack');
  const close = data?.events.find(({ kind, from }) => (kind === 'rst' || kind === 'fin') && from === 'client') ?? null;
  if (mode !== 'active' || data === null || origin === null || handshake === null || close === null) return null;
  if (data.state !== 'established' || data.closedBy !== 'client' || data.bytesFromClient > 0) return null;
  if (transfer?.outcome === 'completed' || transfer?.outcome === 'aborted') return null;
  // A reply that cannot be read may have refused the command, and data that cannot be seen may have flowed.
  if (quality.payloadCut || quality.packetsMissing || !quality.bothDirections) return null;
  // What a client has begun to read it did not reject.
  const wasUsed = data.bytesFromServer > 0 && (eventOf(attempt, 'first-byte', 'server')?.frame ?? 0) < close.frame;
  if (wasUsed || refusedBefore(attempt, close.frame, session)) return null;
  const expected = session.server.port - 1;
  const isOddPort = ({ port }: Endpoint) => port !== expected;
  const isOddAddress = ({ address }: Endpoint) => address !== session.server.address;
  // A client that verifies would not have read from such a port, or such an address, at another time.
  const taken = subject.attempts
    .filter((other) => other.mode === 'active' && other.transfer?.outcome === 'completed')
    .map(originOf);
  const accepts = (isStrange: (end: Endpoint) => boolean) => taken.some((end) => end !== null && isStrange(end));
  const oddPort = isOddPort(origin) && !accepts(isOddPort);
  const oddAddress = isOddAddress(origin) && !accepts(isOddAddress);
  const isOdd = oddPort || oddAddress;
  const after = seconds(close.time - handshake.time);
  const name = attemptName(attempt);
  const source = serverSetting(subject.server, 'sourcePort');
  const from = formatEndpoint(origin);
  return {
    kind: 'active-closed-by-client',
    severity: severityOf(attempt, subject),
    certainty: isOdd && quality.dialogueIsWhole ? 'likely' : 'possible',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: the client accepted the data connection from ${from} and closed it after ${after.en}, before any data.`,
      zh: `${name.zh}：客户端接受了来自 ${from} 的数据连接，但在 ${after.zh}后、传输任何数据之前将其关闭。`,
    },
    cause: isOdd
      ? {
          en: `The client verifies where data connections come from: it expects ${formatEndpoint({ address: session.server.address, port: expected })}, and this one comes from ${from}.`,
          zh: `客户端会验证数据连接的来源：它期望 ${formatEndpoint({ address: session.server.address, port: expected })}，而此连接来自 ${from}。`,
        }
      : {
          en: 'The client gave up just then, or rejects the connection for a reason that is not in the packets.',
          zh: '客户端恰好在此时放弃，或因数据包中看不到的原因拒绝该连接。',
        },
    fix: [
      {
        en: `Let the server connect from port ${expected}${inParentheses(source).en}, or switch the client's check off (lftp: ftp:verify-port, ftp:verify-address; ncftp: require20).`,
        zh: `让服务器从端口 ${expected} 连接${inParentheses(source).zh}，或关闭客户端的检查（lftp：ftp:verify-port、ftp:verify-address；ncftp：require20）。`,
      },
    ],
    alternatives: ['transfer-aborted'],
    toDiscriminate: {
      en: "The client's own messages, or a transfer from a server that connects from the expected port.",
      zh: '客户端自身的提示信息，或用从期望端口连接的服务器再试一次。',
    },
    evidence: [
      ...setupProof(attempt),
      ...synProofs(attempt),
      { frame: close.frame, what: { en: 'the client closes it', zh: '客户端将其关闭' } },
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: `${oddPort} ${oddAddress}`,
  };
};

/** Whether the server had refused the command that the data connection was for: then the client only tidies up. */
function refusedBefore({ announcement }: Attempt, frame: number, { transfers }: ObservedSession): boolean {
  return transfers.some(({ setupFrame, outcome, replies }) => {
    const refusal = outcome === 'refused' ? finalReply(replies) : null;
    return refusal !== null && refusal.frame < frame && setupFrame !== null && setupFrame === announcement?.frame;
  });
}
