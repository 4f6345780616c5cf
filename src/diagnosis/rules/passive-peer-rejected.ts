import { formatEndpoint } from '../../model/endpoint.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { eventOf, originOf, targetOf } from '../attempts.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said, setupProof, synProofs } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

/** How servers say that the data connection came from the wrong host: vsftpd, pyftpdlib, FileZilla, wu-ftpd, Serv-U. */
const REJECTED =
  /bad ip connecting|foreign address|do(?:es)? not match|port theft|only client ip|different (?:ip|address)|security:/i;
/** What others say instead: ProFTPD (EACCES), FileZilla Server 1.x (EINVAL). */
const ERRNO = /permission denied|invalid argument/i;

const OTHERS: readonly FindingKind[] = ['tls-session-reuse-required', 'tls-data-handshake-failed', 'command-refused'];

/** P9: the data connection comes from another address than the control connection, and the server closes it. */
export const passivePeerRejected: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode, reply, transfer } = attempt;
  const origin = originOf(attempt);
  const target = targetOf(attempt);
  if (mode !== 'passive' || data === null || origin === null || target === null) return null;
  if (data.state !== 'established' || data.bytes > 0 || transfer?.outcome === 'completed') return null;
  const { client } = subject.session;
  const differs = origin.address !== client.address;
  const text = reply === null || reply.code < 400 ? '' : reply.text;
  const isNamed = REJECTED.test(text);
  const isHinted = reply?.code === 425 && ERRNO.test(text);
  const isClosedByServer = data.closedBy === 'server';
  if (!isNamed && !isHinted && !(differs && (isClosedByServer || reply?.code === 425))) return null;
  // An encrypted data channel that fails looks the same but for the text.
  const isProven = isNamed || (differs && isHinted);
  const name = attemptName(attempt);
  const answer = reply === null || text === '' ? null : said(reply);
  return {
    kind: 'passive-peer-rejected',
    severity: severityOf(attempt, subject),
    certainty: isProven ? 'proven' : differs ? 'likely' : 'possible',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: the server accepted the data connection from ${formatEndpoint(origin)} and threw it away${answer === null ? '' : `: ${answer}`}.`,
      zh: `${name.zh}：服务器接受了来自 ${formatEndpoint(origin)} 的数据连接后又将其丢弃${answer === null ? '' : `：${answer}`}。`,
    },
    cause: differs
      ? {
          en: `The control connection comes from ${client.address}, the data connection from ${origin.address}; servers take data connections only from the client's own address.`,
          zh: `控制连接来自 ${client.address}，而数据连接来自 ${origin.address}；服务器只接受来自客户端自身地址的数据连接。`,
        }
      : {
          en: `The server saw the data connection come from another address than the control connection; here both come from ${client.address}, so a NAT between this point and the server uses several addresses.`,
          zh: `服务器看到数据连接与控制连接来自不同的地址；而在此处两者都来自 ${client.address}，因此此处与服务器之间的 NAT 使用了多个地址。`,
        },
    fix: fixes(subject),
    alternatives: isProven ? [] : OTHERS,
    toDiscriminate: isProven ? null : AT_SERVER,
    evidence: [...setupProof(attempt), ...synProofs(attempt), ...closeProof(attempt), ...replyProof(attempt)],
    streams: [data.tcpStream],
    sameAs: `${origin.address} ${text}`,
  };
};

/** The same where the data connection went another way than this capture: only the server's words tell it. */
export const passivePeerRejectedUnseen: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode, reply, transfer } = attempt;
  if (mode !== 'passive' || data !== null || transfer === null || reply === null) return null;
  if (reply.code < 400 || !REJECTED.test(reply.text)) return null;
  const name = attemptName(attempt);
  const { address } = subject.session.client;
  return {
    kind: 'passive-peer-rejected',
    severity: severityOf(attempt, subject),
    certainty: 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en}: the server threw a data connection away that is not in this capture: ${said(reply)}.`,
      zh: `${name.zh}：服务器丢弃了一个数据连接（不在本次捕获中）：${said(reply)}。`,
    },
    cause: {
      en: `As the server says, a data connection came from another address than the control connection (here ${address}). It went past this capture: over another line or interface, through a proxy, or the capture's filter left it out.`,
      zh: `按服务器的说法，数据连接与控制连接（此处为 ${address}）来自不同的地址。它没有经过本次捕获：走了另一条线路或接口、经过代理，或被抓包过滤器排除。`,
    },
    fix: fixes(subject),
    alternatives: [],
    toDiscriminate: AT_SERVER,
    evidence: [...setupProof(attempt), ...commandProof(attempt), ...replyProof(attempt)],
    streams: [],
    sameAs: `unseen ${reply.text}`,
  };
};

const AT_SERVER: Text = {
  en: 'A capture at the server, or its log: from which address does the data connection come there?',
  zh: '在服务器上抓包或查看其日志：数据连接到达时来自哪个地址？',
};

function fixes(subject: Subject): Text[] {
  const setting = inParentheses(serverSetting(subject.server, 'foreignPassivePeer'));
  return [
    {
      en: 'Let all connections of a client leave by one address (one NAT address per client, no load balancing over several lines, no proxy for one of them).',
      zh: '让同一客户端的所有连接使用同一个出口地址（每个客户端一个 NAT 地址，不在多条线路间负载均衡，不单独代理其中之一）。',
    },
    {
      en: `Or permit other addresses on the server${setting.en}; that allows others to steal data connections.`,
      zh: `或在服务器上允许其他地址${setting.zh}；但这会使他人能够窃取数据连接。`,
    },
  ];
}

function closeProof(attempt: Parameters<AttemptRule>[0]): Proof[] {
  const close = eventOf(attempt, 'rst', 'server') ?? eventOf(attempt, 'fin', 'server');
  if (close === null) return [];
  return [
    {
      frame: close.frame,
      what: { en: 'the server closes it without a byte', zh: '服务器未传输任何字节就关闭了它' },
    },
  ];
}
