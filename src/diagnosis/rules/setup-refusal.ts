/** Why a PORT, PASV or their like was refused: by the state, the address, the code, and then the words. */
import type { Command, Reply } from '../../model/analysis.js';
import type { Certainty, Severity } from '../../model/finding.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import { finalReply, worked } from '../attempts.js';
import type { Subject } from '../subject.js';

export interface Refusal {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly alternatives: readonly FindingKind[];
  readonly reply: Reply;
  readonly severity: Severity;
}

const ACTIVE = /^(PORT|EPRT|LPRT)$/;
const PASSIVE = /^(PASV|EPSV|LPSV|P@SW)$/;
/** Ports that servers do not connect to: those of services (RFC 2577 section 3). */
const FIRST_FREE_PORT = 1024;

const PROTECTION = /\bprot\b|ssl|tls|encrypt|protect/i;
const LOGIN = /log ?in|login|user and pass|authenticat/i;
const FAMILY = /ipv[46]|network protocol|bad (?:eprt )?protocol|unknown network|protocol not supported/i;
const UNKNOWN =
  /not understood|unknown command|not implemented|unrecogni[sz]ed|not recogni[sz]ed|command not|unsupported/i;
const DISABLED =
  /disabled|not (?:allowed|permitted)|permission denied|unable to service|service port commands|denied|administ/i;
const SYNTAX = /syntax|invalid|not a valid|malformed|bad (?:port|parameter|argument)|parameter/i;
const CONNECTING = /connect|timed? ?out|unreach|data channel/i;
const REJECTING = /reject|illegal|match|foreign|refuse|won't|only client|not same|does not/i;
const PRIVILEGED = /privileged|ports? ?< ?1024|between 1024|reserved port/i;

/** Null for other commands, for those that were accepted, and where the data connection itself failed. */
export function refusalOf(command: Command, subject: Subject): Refusal | null {
  const isActive = ACTIVE.test(command.verb);
  if (!isActive && !PASSIVE.test(command.verb)) return null;
  const reply = finalReply(command.replies);
  if (reply === null || reply.code < 400 || isAll(command)) return null;
  const found = isActive ? activeRefusal(command, reply, subject) : passiveRefusal(command, reply, subject);
  if (found === null) return null;
  const [kind, certainty, alternatives = []] = found;
  const severity = subject.attempts.length > 0 && lastSuccess(subject) > command.frame ? 'info' : 'error';
  return { kind, certainty, alternatives, reply, severity };
}

type Found = readonly [FindingKind, Certainty, (readonly FindingKind[])?];

function activeRefusal(command: Command, reply: Reply, subject: Subject): Found | null {
  const { code, text } = reply;
  const { client } = subject.session;
  const announced = command.announcement?.advertised ?? null;
  const early = eitherMode(command, reply, subject);
  if (early !== null) return early;
  if ((code === 421 || code === 425) && CONNECTING.test(text) && !REJECTING.test(text)) return null;
  if (FAMILY.test(text)) return ['setup-family-mismatch', 'proven'];
  if (announced === null) return ['setup-syntax-error', 'proven'];
  const isOther = announced.address !== client.address;
  const isSameFamily = announced.address.includes(':') === client.address.includes(':');
  if (!isSameFamily) return ['setup-family-mismatch', 'likely', ['setup-address-refused']];
  if (PRIVILEGED.test(text)) return ['setup-port-refused', 'proven'];
  if (UNKNOWN.test(text))
    return ['setup-unsupported', isOther ? 'likely' : 'proven', isOther ? ['setup-address-refused'] : []];
  if (isOther)
    return [
      'setup-address-refused',
      DISABLED.test(text) ? 'likely' : 'proven',
      DISABLED.test(text) ? ['mode-disabled'] : [],
    ];
  if (announced.port < FIRST_FREE_PORT) {
    return [
      'setup-port-refused',
      DISABLED.test(text) ? 'likely' : 'proven',
      DISABLED.test(text) ? ['mode-disabled'] : [],
    ];
  }
  if (DISABLED.test(text)) return ['mode-disabled', 'proven'];
  if (REJECTING.test(text) || code === 500 || code === 530) {
    return ['setup-address-refused', 'likely', ['mode-disabled', 'setup-syntax-error']];
  }
  if (SYNTAX.test(text)) return ['setup-syntax-error', 'likely', ['setup-address-refused']];
  return ['mode-disabled', 'possible', ['setup-address-refused', 'setup-unsupported']];
}

function passiveRefusal(command: Command, reply: Reply, subject: Subject): Found | null {
  const { code, text } = reply;
  const early = eitherMode(command, reply, subject);
  if (early !== null) return early;
  const isIpv6 = subject.session.server.address.includes(':');
  if (FAMILY.test(text) || (isIpv6 && command.verb === 'PASV' && code !== 550)) {
    return [
      'setup-family-mismatch',
      FAMILY.test(text) ? 'proven' : 'likely',
      FAMILY.test(text) ? [] : ['mode-disabled'],
    ];
  }
  // vsftpd's words for a port that it cannot bind, and other errors of the socket.
  if (/vsf_sysutil_bind|ports? are busy|listening socket|listen,|too many/i.test(text))
    return ['passive-ports-exhausted', 'proven'];
  if (code >= 420 && code < 460) return ['passive-ports-exhausted', 'likely', ['server-crash', 'mode-disabled']];
  if (UNKNOWN.test(text) || code === 502 || code === 504) {
    // Every server knows PASV (RFC 1123 section 4.1.2.6): one that does not is told not to.
    return command.verb === 'PASV'
      ? ['mode-disabled', 'likely', ['setup-unsupported']]
      : ['setup-unsupported', 'proven'];
  }
  if (DISABLED.test(text) || code === 550) return ['mode-disabled', 'proven'];
  return ['mode-disabled', 'possible', ['setup-unsupported', 'passive-ports-exhausted']];
}

function eitherMode(command: Command, { code, text }: Reply, subject: Subject): Found | null {
  const { verb } = command;
  if (verb !== 'EPSV' && allFrame(subject) < command.frame) {
    return [
      'epsv-all-violation',
      /epsv all/i.test(text) ? 'proven' : 'likely',
      /epsv all/i.test(text) ? [] : ['mode-disabled'],
    ];
  }
  if (PROTECTION.test(text) || code === 534)
    return ['tls-data-protection-required', PROTECTION.test(text) ? 'proven' : 'likely'];
  const isLogin = code === 530 && (LOGIN.test(text) || subject.session.login !== 'accepted') && !REJECTING.test(text);
  if (isLogin) return ['not-logged-in', 'proven'];
  if (code === 522) return ['setup-family-mismatch', 'proven'];
  return null;
}

function isAll({ verb, argument }: Command): boolean {
  return verb === 'EPSV' && /^\s*ALL\s*$/i.test(argument ?? '');
}

const allFrames = new WeakMap<Subject, number>();

/** Frame of the EPSV ALL that was accepted; infinite without one. */
function allFrame(subject: Subject): number {
  const known = allFrames.get(subject);
  if (known !== undefined) return known;
  const all = subject.session.commands.find((each) => isAll(each) && (finalReply(each.replies)?.code ?? 500) < 300);
  const frame = all?.frame ?? Number.POSITIVE_INFINITY;
  allFrames.set(subject, frame);
  return frame;
}

const successes = new WeakMap<Subject, number>();

/** Frame of the last attempt that worked; 0 without one. What failed before it was made good. */
export function lastSuccess(subject: Subject): number {
  const known = successes.get(subject);
  if (known !== undefined) return known;
  const frame = subject.attempts.reduce((last, attempt) => {
    const isDone = worked(attempt) || attempt.transfer?.outcome === 'completed';
    return isDone ? Math.max(last, attempt.frame) : last;
  }, 0);
  successes.set(subject, frame);
  return frame;
}
