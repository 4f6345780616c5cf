import { movesData, UNKNOWN_TRANSFER } from '../control/command.js';
import { type ParsedReply, searchable } from '../control/reply.js';
import { type Exchange, finalReply } from './exchange.js';
import { directoryNamed, quotedPath, resolvePath } from './path.js';

/** What the commands so far have set (RFC 959 section 4.1; RFC 4217 for PROT). Strings stand for bytes. */
export interface SessionState {
  /** Who is logged in, or tried to before anybody was. */
  readonly user: string | null;
  /** The newest USER argument: who will be logged in when PASS is accepted. */
  readonly candidate: string | null;
  readonly login: 'accepted' | 'refused' | 'none';
  /** Representation type: `A`, `I`, `E`, `L 8`; null in a session joined late. */
  readonly type: string | null;
  /** Working directory; null when the capture does not show it. */
  readonly directory: string | null;
  /** Offset for the next transfer (REST), in bytes. */
  readonly restart: number | null;
  readonly protectionLevel: string | null;
}

/** The state after login: TYPE A, and a directory that only the server knows (RFC 959 section 5.1). */
export function initialState(hasStart: boolean): SessionState {
  const type = hasStart ? 'A' : null;
  return { user: null, candidate: null, login: 'none', type, directory: null, restart: null, protectionLevel: null };
}

/** The state after a command was answered. A command that was refused, or whose answer is missing, changes nothing. */
export function advanceState(state: SessionState, exchange: Exchange): SessionState {
  const reply = finalReply(exchange);
  const argument = exchange.argument ?? '';
  if (reply === null) return afterUnanswered(state, exchange);
  const ok = reply.code < 300;
  switch (exchange.verb) {
    case 'USER':
      return afterLogin(withCandidate(state, exchange.argument), reply);
    case 'PASS':
    case 'ACCT':
    case 'ADAT':
      return afterLogin(state, reply);
    case 'REIN':
      return ok ? initialState(true) : state;
    case 'TYPE':
      return ok ? { ...state, type: representationType(argument) } : state;
    case 'CWD':
    case 'XCWD':
      return ok ? { ...state, directory: directoryNamed(reply) ?? resolvePath(state.directory, argument) } : state;
    case 'CDUP':
    case 'XCUP':
      return ok ? { ...state, directory: directoryNamed(reply) ?? resolvePath(state.directory, '..') } : state;
    case 'PWD':
    case 'XPWD':
      return ok ? { ...state, directory: quotedPath(reply.text) ?? state.directory } : state;
    case 'REST':
      return reply.code === 350 ? { ...state, restart: restartOffset(argument) } : state;
    case 'PROT':
      return ok ? { ...state, protectionLevel: argument.trim().charAt(0).toUpperCase() || null } : state;
    case 'RETR':
    case 'STOR':
    case 'STOU':
    case 'APPE':
    case 'LIST':
    case 'NLST':
    case 'MLSD':
    case UNKNOWN_TRANSFER:
      return state.restart === null ? state : { ...state, restart: null };
    default:
      return state;
  }
}

/** Bytes of the client that the capture lacks, whole commands as a rule. */
export interface LostCommands {
  /** First frame after them. */
  readonly frame: number;
  readonly length: number;
  /** The replies to them; empty when these are missing too. */
  readonly answers: readonly ParsedReply[];
}

/** Commands are missing: what they may have set is not known, unless their replies tell. */
export function forgetSettings(state: SessionState, { length, answers }: LostCommands): SessionState {
  const isUnanswered = answers.length === 0;
  const mayBe = (command: string, answer: (reply: ParsedReply) => boolean) =>
    length >= command.length && (isUnanswered || answers.some(answer));
  const typeSet = answers.map(typeAnswered).find((type) => type !== null) ?? null;
  return {
    ...state,
    directory: mayBe('CDUP\r\n', ({ code, text }) => code === 250 || /director|cdup|cwd/i.test(searchable(text)))
      ? null
      : state.directory,
    type: typeSet ?? (mayBe('TYPE I\r\n', ({ code }) => code === 200) ? null : state.type),
    // A transfer among them used it up.
    restart: null,
    protectionLevel: mayBe('PROT P\r\n', ({ code }) => code === 200) ? null : state.protectionLevel,
  };
}

/** The type that a reply to TYPE names, as servers word it: "Switching to Binary mode.", "Type set to I". */
function typeAnswered({ code, text }: ParsedReply): string | null {
  if (code !== 200) return null;
  const named =
    /(?:switching to|type(?: is)?(?: now)?(?: set to)?|set to)[ :"']*(a|i|ascii|binary|image|8-bit)\b/i.exec(
      searchable(text),
    )?.[1];
  return named === undefined ? null : /^a/i.test(named) ? 'A' : 'I';
}

function afterUnanswered(state: SessionState, exchange: Exchange): SessionState {
  if (exchange.verb === 'USER') return withCandidate(state, exchange.argument);
  if (movesData(exchange.verb)) return { ...state, restart: null };
  // What a lost answer accepted is not known: forget rather than guess.
  const changesDirectory = /^X?(CWD|CUP|CDUP)$/.test(exchange.verb);
  if (changesDirectory && exchange.state === 'lost') return { ...state, directory: null };
  if (exchange.verb === 'TYPE' && exchange.state === 'lost') return { ...state, type: null };
  return state;
}

function withCandidate(state: SessionState, candidate: string | null): SessionState {
  return { ...state, candidate, user: state.login === 'accepted' ? state.user : candidate };
}

function afterLogin(state: SessionState, reply: ParsedReply): SessionState {
  const { code } = reply;
  if (code === 230 || code === 232) {
    return {
      ...state,
      login: 'accepted',
      user: state.candidate ?? state.user,
      directory: directoryNamed(reply) ?? state.directory,
    };
  }
  const refused = code >= 400 && code !== 503 && state.login !== 'accepted';
  return refused ? { ...state, login: 'refused' } : state;
}

/** `A N` and `A` are one type; `L` has a byte size (RFC 959 section 3.1.1). */
function representationType(argument: string): string {
  const [letter = 'A', size] = argument.trim().toUpperCase().split(/\s+/);
  const letters = /^L(\d+)$/.exec(letter);
  if (letters !== null) return `L ${letters[1]}`;
  return letter === 'L' ? `L ${size ?? '8'}` : letter.slice(0, 8);
}

function restartOffset(argument: string): number | null {
  const offset = /^\s*(\d{1,15})\s*$/.exec(argument)?.[1];
  return offset === undefined || Number(offset) === 0 ? null : Number(offset);
}
