/** Literal texts of FTP servers, from their sources and documents, and what each says. */
import type { Meaning } from './reply-texts.js';
import type { ServerId } from './software.js';

/**
 * How the text begins (lower case, numbers as #, without the full stop), what it says, and, where others use the same
 * words for something else, the code. `weak`: the server says it for more than one cause.
 */
export type KnownText = readonly [string, Meaning, { readonly code?: number; readonly weak?: true }?];

const WEAK = { weak: true } as const;

/** wu-ftpd and the BSDs' ftpd have one ancestor. */
const BSD: readonly KnownText[] = [
  ['illegal port command', 'illegal-setup', { code: 502 }],
  ["can't open passive connection: address already in use", 'no-port-left'],
  ["can't open passive connection", 'no-port-left', WEAK],
  ["can't build data connection: no port specified", 'no-setup'],
  ["can't create data socket", 'cannot-bind'],
];

export const KNOWN_TEXTS: Readonly<Partial<Record<ServerId, readonly KnownText[]>>> = {
  vsftpd: [
    ['illegal port command', 'illegal-setup', { code: 500 }],
    ['illegal eprt command', 'illegal-setup', { code: 500 }],
    ['bad eprt command', 'bad-syntax'],
    ['bad eprt protocol', 'wrong-family'],
    ['bad network protocol', 'wrong-family'],
    ['permission denied', 'switched-off'],
    ['use port or pasv first', 'no-setup'],
    ['please login with user and pass', 'login-needed'],
    ['non-anonymous sessions must use encryption', 'tls-needed'],
    ['anonymous sessions must use encryption', 'tls-needed'],
    ['there are too many connect', 'full'],
    ['oops: vsf_sysutil_bind, maximum number of attempts', 'no-port-left'],
    ['oops: vsf_sysutil_bind', 'cannot-bind'],
    ['oops: illegal port request', 'low-port'],
    ['oops:', 'process-failed'],
  ],
  proftpd: [
    ['illegal port command', 'illegal-setup', { code: 500 }],
    ['illegal eprt command', 'illegal-setup', { code: 500 }],
    ['illegal port command', 'bad-syntax', { code: 501 }],
    ['illegal eprt command', 'bad-syntax', { code: 501 }],
    ['unable to service port commands', 'switched-off'],
    ['unable to service eprt commands', 'switched-off'],
    ...['pasv', 'epsv', 'port', 'eprt'].map((verb): KnownText => [`${verb}: operation not permitted`, 'switched-off']),
    ['network protocol not supported', 'wrong-family'],
    ['please login with user and pass', 'login-needed'],
    ['unable to build data connection: internal error', 'no-port-left', WEAK],
    ['sorry, max # users', 'full'],
    ['sorry, the maximum number of', 'full'],
  ],
  'pure-ftpd': [
    ["i won't open a connection to", 'foreign-address'],
    ["sorry, but i won't connect to ports <", 'low-port'],
    ['syntax error in ip address', 'bad-syntax'],
    ['only ipv# is supported', 'wrong-family'],
    ['only ipv# and ipv# are supported', 'wrong-family'],
    ['you cannot use pasv on ipv# connections', 'wrong-family'],
    ['active mode is disabled', 'switched-off'],
    ['all reserved tcp ports are busy', 'no-port-left'],
    ["can't create the data socket", 'cannot-bind'],
    ['no data connection', 'no-setup'],
    ["you aren't logged in", 'login-needed'],
    ['# users (the maximum) are already logged in', 'full'],
    ['too many connections (#) from this ip', 'full'],
    ['sorry, cleartext sessions', 'tls-needed'],
  ],
  pyftpdlib: [
    ['rejected data connection to foreign address', 'foreign-address'],
    ['port against the privileged port', 'low-port'],
    ['invalid port format', 'bad-syntax'],
    ['invalid eprt format', 'bad-syntax'],
    ['unknown network protocol', 'wrong-family'],
    ['network protocol not supported', 'wrong-family'],
    ["too many connections. can't open data channel", 'no-port-left'],
    ['too many connections', 'full'],
    ['log in with user and pass first', 'login-needed'],
    ['ssl/tls required on', 'tls-needed'],
  ],
  filezilla: [
    ['illegal port command', 'bad-syntax'],
    ['illegal eprt command', 'bad-syntax'],
    ['you are connected using ipv#', 'wrong-family'],
    ['network protocol not supported', 'wrong-family'],
    ['cannot prepare for data connection', 'no-port-left', WEAK],
    ['use port or pasv first', 'no-setup'],
    ['use eprt or epsv first', 'no-setup'],
    ['please log in with user and pass first', 'login-needed'],
    ['use auth first', 'tls-needed'],
  ],
  'filezilla-0.9': [
    ['rejected command, requested ip address does not match', 'foreign-address'],
    ['could not create socket', 'cannot-bind'],
    ['syntax error', 'bad-syntax'],
    ['bad sequence of commands', 'no-setup', WEAK],
  ],
  'wu-ftpd': BSD,
  'bsd-ftpd': BSD,
  mina: [
    ['port ip is not same as', 'foreign-address'],
    ['not a valid port number', 'bad-syntax'],
    ['port is disabled', 'switched-off'],
    ["can't open passive connection", 'no-port-left', WEAK],
    ['port or pasv must be issued first', 'no-setup'],
    ['maximum login limit has been reached', 'full'],
    ['maximum anonymous login limit has been reached', 'full'],
  ],
  iis: [
    ['server cannot accept argument', 'illegal-setup'],
    ['policy requires ssl', 'tls-needed'],
  ],
  'serv-u': [
    ['only client ip address allowed for port command', 'foreign-address'],
    ['port number has to be between', 'low-port'],
    ['passive mode not allowed on this server', 'switched-off'],
    ['unable to set up passive listening socket', 'no-port-left', WEAK],
    ['unable to listen, too many pending pasv requests', 'no-port-left'],
  ],
};
