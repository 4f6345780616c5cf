import type { ReplyClass } from '../../model/analysis.js';

/**
 * Meanings of reply codes as the RFCs word them: 959 section 4.2 (most), 1639 (228, 521), 2228 (23x, 33x, 43x, 53x,
 * 63x), 2428 (229, 522), 2640 (none of its own), 3659 (none of its own), 4217 (AUTH TLS uses 234), 7151 (HOST).
 */
const MEANINGS: Readonly<Record<number, string>> = {
  110: 'Restart marker reply',
  120: 'Service ready in some minutes',
  125: 'Data connection already open; transfer starting',
  150: 'File status okay; about to open data connection',
  200: 'Command okay',
  202: 'Command not implemented, superfluous at this site',
  211: 'System status, or system help reply',
  212: 'Directory status',
  213: 'File status',
  214: 'Help message',
  215: 'NAME system type',
  220: 'Service ready for new user',
  221: 'Service closing control connection',
  225: 'Data connection open; no transfer in progress',
  226: 'Closing data connection; requested file action successful',
  227: 'Entering Passive Mode',
  228: 'Entering Long Passive Mode',
  229: 'Entering Extended Passive Mode',
  230: 'User logged in, proceed',
  231: 'User logged out; service terminated',
  232: 'User logged in, authorized by security data exchange',
  234: 'Security data exchange complete',
  235: 'Security data accepted; exchange completed successfully',
  250: 'Requested file action okay, completed',
  257: '"PATHNAME" created',
  331: 'User name okay, need password',
  332: 'Need account for login',
  334: 'Requested security mechanism is ok',
  335: 'Security data is acceptable; more is required',
  336: 'Username okay, need password; challenge is given',
  350: 'Requested file action pending further information',
  421: 'Service not available, closing control connection',
  425: "Can't open data connection",
  426: 'Connection closed; transfer aborted',
  430: 'Invalid username or password',
  431: 'Need some unavailable resource to process security',
  434: 'Requested host unavailable',
  450: 'Requested file action not taken; file unavailable (busy)',
  451: 'Requested action aborted: local error in processing',
  452: 'Requested action not taken: insufficient storage space',
  500: 'Syntax error, command unrecognized',
  501: 'Syntax error in parameters or arguments',
  502: 'Command not implemented',
  503: 'Bad sequence of commands',
  504: 'Command not implemented for that parameter',
  521: 'Data connection cannot be opened with this PROT setting',
  522: 'Extended port failure: unknown network protocol',
  530: 'Not logged in',
  532: 'Need account for storing files',
  533: 'Command protection level denied for policy reasons',
  534: 'Request denied for policy reasons',
  535: 'Failed security check',
  536: 'Requested PROT level not supported by mechanism',
  537: 'Command protection level not supported by mechanism',
  550: 'Requested action not taken: file unavailable',
  551: 'Requested action aborted: page type unknown',
  552: 'Requested file action aborted: exceeded storage allocation',
  553: 'Requested action not taken: file name not allowed',
  631: 'Integrity protected reply',
  632: 'Confidentiality and integrity protected reply',
  633: 'Confidentiality protected reply',
};

const CLASSES: readonly ReplyClass[] = [
  'preliminary',
  'completion',
  'intermediate',
  'transient-negative',
  'permanent-negative',
  'protected',
];

/** What the first digit means (RFC 959 section 4.2; 6yz: RFC 2228 section 5). `code` is 100 to 699. */
export function replyClass(code: number): ReplyClass {
  return CLASSES[Math.floor(code / 100) - 1] ?? 'permanent-negative';
}

/** The meaning by the RFC that defines the code; empty when none does. */
export function replyMeaning(code: number): string {
  return MEANINGS[code] ?? '';
}

export const isPreliminary = (code: number): boolean => code >= 100 && code < 200;
export const isCompletion = (code: number): boolean => code >= 200 && code < 300;
export const isIntermediate = (code: number): boolean => code >= 300 && code < 400;
export const isNegative = (code: number): boolean => code >= 400 && code < 600;
