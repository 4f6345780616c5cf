/** Servers by what they say of themselves. */
import type { ObservedSession } from '../../model/analysis.js';

export type ServerId =
  | 'vsftpd'
  | 'proftpd'
  | 'pure-ftpd'
  | 'pyftpdlib'
  | 'filezilla'
  | 'filezilla-0.9'
  | 'wu-ftpd'
  | 'bsd-ftpd'
  | 'mina'
  | 'iis'
  | 'serv-u'
  | 'unknown';

export interface ServerProgram {
  readonly id: ServerId;
  /** `vsftpd 3.0.3`; null when nothing tells. */
  readonly name: string | null;
}

/** Greetings, the more telling first; the first group is the version. */
const GREETINGS: readonly (readonly [ServerId, string, RegExp])[] = [
  ['vsftpd', 'vsftpd', /\(vsFTPd ([\w.+-]+)\)/i],
  ['proftpd', 'ProFTPD', /ProFTPD(?: ([\d.]+\w*))? Server/i],
  ['pure-ftpd', 'Pure-FTPd', /Pure-FTPd/i],
  ['pyftpdlib', 'pyftpdlib', /pyftpdlib(?: ([\d.]+))?/i],
  ['filezilla-0.9', 'FileZilla Server', /FileZilla Server(?: version)? (0\.[\w.]+)/i],
  ['filezilla', 'FileZilla Server', /FileZilla Server(?: ([\d.]+\w*))?/i],
  ['iis', 'IIS', /Microsoft FTP Service(?: \(Version ([\d.]+)\))?/i],
  ['serv-u', 'Serv-U', /Serv-U FTP Server(?: v?([\d.]+))?/i],
  ['wu-ftpd', 'wu-ftpd', /\(Version wu-?([\d.]+\w*)/i],
  ['bsd-ftpd', 'BSD ftpd', /FTP server \(Version ([^)]{1,20})/i],
  ['mina', 'Apache FtpServer', /^(?:Service ready for new user|Welcome to (?:the )?Apache (?:Mina )?FtpServer)/i],
];

/** Other words that only one program has, for servers whose greeting was changed. */
const HABITS: readonly (readonly [ServerId, string, RegExp])[] = [
  ['vsftpd', 'vsftpd', /^500 OOPS: /],
  ['pure-ftpd', 'Pure-FTPd', /^200 TYPE is now |^229 Extended Passive mode OK /],
  ['pyftpdlib', 'pyftpdlib', /^200 Type set to: |^200 Active data connection established\.$/],
  ['mina', 'Apache FtpServer', /^200 Command TYPE okay\.$/],
];

/** So many commands show which program it is, if they ever will. */
const MOST_COMMANDS = 50;
const MOST_CHARACTERS = 2000;

/** Tells the server by its greeting, else by other words. */
export function serverProgram({ greeting, commands }: ObservedSession): ServerProgram {
  const hello = greeting.map(({ text }) => text.slice(0, MOST_CHARACTERS)).join('\n');
  for (const [id, name, pattern] of GREETINGS) {
    const match = pattern.exec(hello);
    if (match !== null) return { id, name: match[1] === undefined ? name : `${name} ${match[1]}` };
  }
  const replies = commands.slice(0, MOST_COMMANDS).flatMap((command) => command.replies);
  for (const { code, text } of replies) {
    const said = `${code} ${text.slice(0, MOST_CHARACTERS)}`;
    const habit = HABITS.find(([, , pattern]) => pattern.test(said));
    if (habit !== undefined) return { id: habit[0], name: habit[1] };
  }
  return { id: 'unknown', name: null };
}
