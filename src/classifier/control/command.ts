/** A command line, taken apart (RFC 959 section 5.3). Strings stand for bytes, one character a byte. */
export interface ParsedCommand {
  /** Upper case; commands are not case sensitive. */
  readonly verb: string;
  /** Everything after the first space, trailing spaces included: a file name may end in one. Null when there is none. */
  readonly argument: string | null;
}

/** Letters first: verbs of three or four letters by RFC 959, longer ones by SITE extensions in the field. */
const COMMAND = /^\s*([A-Za-z][A-Za-z0-9@]{1,11})(?: (.*))?\s*$/s;

/** Takes a command line apart; null when it does not look like a command. */
export function parseCommand(line: string): ParsedCommand | null {
  const match = COMMAND.exec(line);
  if (match === null) return null;
  const argument = match[2];
  return {
    verb: (match[1] as string).toUpperCase(),
    argument: argument === undefined || argument === '' ? null : argument,
  };
}

/** Commands that move data over a data connection (RFC 959 section 4.1.3, RFC 3659 section 7). */
export const TRANSFER_VERBS: ReadonlySet<string> = new Set(['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD']);

/** Stands for a command that cannot be read, but moved data: its reply tells. No verb of the wire is lower case. */
export const UNKNOWN_TRANSFER = 'unknown';

/** Whether the command opens a data connection, as far as can be told. */
export function movesData(verb: string): boolean {
  return verb === UNKNOWN_TRANSFER || TRANSFER_VERBS.has(verb);
}

/** Commands that say where the data connection goes (RFC 959, 1639, 2428). */
export const SETUP_VERBS: ReadonlySet<string> = new Set(['PORT', 'PASV', 'EPRT', 'EPSV', 'LPRT', 'LPSV']);

/**
 * Verbs of FTP that no SMTP, POP3, NNTP, IMAP, IRC or HTTP dialogue has. POP3 shares USER, PASS, RETR, LIST, STAT, DELE,
 * NOOP and QUIT; SMTP shares HELP, NOOP, QUIT and AUTH; NNTP shares LIST, MODE, STAT, HELP and QUIT.
 */
export const DISTINCTIVE_VERBS: ReadonlySet<string> = new Set([
  ...['PORT', 'PASV', 'EPRT', 'EPSV', 'LPRT', 'LPSV', 'STOR', 'STOU', 'APPE', 'NLST', 'MLSD', 'MLST', 'ALLO'],
  ...['CWD', 'XCWD', 'CDUP', 'XCUP', 'PWD', 'XPWD', 'MKD', 'XMKD', 'RMD', 'XRMD', 'RNFR', 'RNTO', 'REST', 'ABOR'],
  ...['TYPE', 'STRU', 'SYST', 'FEAT', 'OPTS', 'SIZE', 'MDTM', 'MFMT', 'SITE', 'SMNT', 'REIN', 'ACCT', 'CLNT'],
  ...['PBSZ', 'PROT', 'CCC', 'ADAT', 'AVBL', 'CSID', 'HASH', 'XCRC', 'XMD5', 'XSHA1', 'XSHA256'],
]);

/** Verbs of RFC 959 and its extensions, without those that only one server knows. */
export const KNOWN_VERBS: ReadonlySet<string> = new Set([
  ...TRANSFER_VERBS,
  ...SETUP_VERBS,
  ...DISTINCTIVE_VERBS,
  ...[
    'USER',
    'PASS',
    'QUIT',
    'MODE',
    'DELE',
    'STAT',
    'HELP',
    'NOOP',
    'AUTH',
    'MIC',
    'CONF',
    'ENC',
    'LANG',
    'HOST',
    'P@SW',
  ],
]);

/** Whether a line begins with a verb: the end of a line whose start is missing seldom does. */
export function startsCommand(text: string): boolean {
  const verb = parseCommand(text)?.verb;
  return verb !== undefined && KNOWN_VERBS.has(verb);
}
