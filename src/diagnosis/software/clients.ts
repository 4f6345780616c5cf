/** Clients by what they say of themselves, and by habits that no other is known to have. */
import type { ObservedSession } from '../../model/analysis.js';

export type ClientId =
  | 'curl'
  | 'lftp'
  | 'tnftp'
  | 'ncftp'
  | 'filezilla'
  | 'winscp'
  | 'windows-ftp'
  | 'wget'
  | 'unknown';

export interface ClientProgram {
  readonly id: ClientId;
  /** `lftp 4.9.2`; null when nothing tells. */
  readonly name: string | null;
}

/** What clients write after CLNT or CSID; the first group is the version. */
const NAMES: readonly (readonly [ClientId, string, RegExp])[] = [
  ['lftp', 'lftp', /^lftp[/ ]?([\d.]+)?/i],
  ['ncftp', 'NcFTP', /^NcFTP\w* ?([\d.]+)?/i],
  ['filezilla', 'FileZilla', /^FileZilla ?([\d.]+)?/i],
  ['winscp', 'WinSCP', /WinSCP(?:-release-|[/ ]|; Version=)?([\d.]+)?/i],
];

/**
 * The first verbs of a session that was seen from its start, without what varies. As recorded with curl 7.88 and
 * tnftp 20210827; for wget, FileZilla and ftp.exe as their sources and documents have it.
 */
const HABITS: readonly (readonly [ClientId, string, RegExp])[] = [
  // Nobody else asks for a data port between PWD and TYPE.
  ['curl', 'curl', /^(?:AUTH_\w+ )*USER PASS PWD (?:CWD )*(?:EPSV |PASV |EPRT |PORT )+TYPE /],
  // curl asks for SSL before TLS, and says PWD right after the login.
  ['curl', 'curl', /^AUTH_SSL (?:AUTH_TLS )?(?:USER PASS PWD |$)/],
  ['lftp', 'lftp', /^FEAT AUTH_TLS (?:CLNT |LANG |OPTS |HOST )*USER PASS (?:OPTS )*(?:PWD |TYPE )/],
  // FileZilla asks for TLS before SSL, and goes on in clear where neither is known.
  ['filezilla', 'FileZilla', /^AUTH_TLS AUTH_SSL USER PASS SYST FEAT /],
  ['wget', 'Wget', /^USER PASS SYST PWD TYPE (?:CWD )*(?:SIZE )?(?:PASV |EPSV |PORT )/],
  // USER and PASS, SYST, FEAT and then no PWD before the first TYPE or data port.
  ['tnftp', 'tnftp', /^USER PASS SYST FEAT (?:PWD |TYPE |SIZE )*(?:EPSV |EPRT )/],
];

/** What ftp.exe says and does: OPTS UTF8 ON before the login, and PORT for every transfer. */
const WINDOWS = /^OPTS_UTF8_ON USER PASS /;

/** So many commands show which program it is, if they ever will. */
const MOST_COMMANDS = 30;

export function clientProgram(session: ObservedSession): ClientProgram {
  const commands = session.commands.slice(0, MOST_COMMANDS);
  for (const { verb, argument } of commands) {
    if ((verb !== 'CLNT' && verb !== 'CSID') || argument === null) continue;
    const said = argument.replace(/^Name=/i, '').slice(0, 100);
    return byName(said) ?? { id: 'unknown', name: said.split(';', 1)[0]?.trim() || null };
  }
  if (!session.startCaptured) return { id: 'unknown', name: null };
  const verbs = commands.map((command) => `${habitual(command)} `).join('');
  if (WINDOWS.test(verbs)) return { id: 'windows-ftp', name: 'ftp.exe' };
  const habit = HABITS.find(([, , pattern]) => pattern.test(verbs));
  return habit === undefined ? { id: 'unknown', name: null } : { id: habit[0], name: habit[1] };
}

function byName(said: string): ClientProgram | null {
  for (const [id, name, pattern] of NAMES) {
    const match = pattern.exec(said);
    if (match !== null) return { id, name: match[1] === undefined ? name : `${name} ${match[1]}` };
  }
  return null;
}

/** The verb, with the argument where that tells programs apart. */
function habitual({ verb, argument }: { readonly verb: string; readonly argument: string | null }): string {
  if (verb === 'AUTH') return `AUTH_${(argument ?? '').toUpperCase().slice(0, 10)}`;
  if (verb === 'OPTS' && /^UTF8 ON$/i.test(argument ?? '')) return 'OPTS_UTF8_ON';
  return verb;
}
