/** What each command asks for: RFC 959, 775, 1639, 2228, 2389, 2428, 2640, 3659, 4217, 7151, and some that many use. */
export const verbsEn = {
  // RFC 959 section 4.1.1: access control
  USER: 'names the user',
  PASS: 'sends the password',
  ACCT: 'names the account',
  CWD: 'changes the working directory',
  CDUP: 'changes to the parent directory',
  SMNT: 'mounts another file system',
  REIN: 'logs out, keeps the control connection',
  QUIT: 'ends the session',
  // RFC 959 section 4.1.2: transfer parameters
  PORT: 'active mode: names the address and port at which the client listens',
  PASV: 'passive mode: asks the server to listen and to name its address and port',
  TYPE: 'sets the representation type: A text, I bytes as they are',
  STRU: 'sets the file structure: F file, R records, P pages',
  MODE: 'sets the transmission mode: S stream, B block, C compressed',
  // RFC 959 section 4.1.3: service
  RETR: 'downloads a file',
  STOR: 'uploads a file',
  STOU: 'uploads a file under a name that the server chooses',
  APPE: 'uploads and appends to a file',
  ALLO: 'announces the size of an upload',
  REST: 'sets the byte at which the next transfer begins',
  RNFR: 'renames: the old name',
  RNTO: 'renames: the new name',
  ABOR: 'aborts the transfer',
  DELE: 'deletes a file',
  RMD: 'removes a directory',
  MKD: 'makes a directory',
  PWD: 'asks for the working directory',
  LIST: 'asks for a listing for people',
  NLST: 'asks for a list of names',
  SITE: 'a command of this server only',
  SYST: 'asks for the operating system of the server',
  STAT: 'asks for the status, or for a listing on the control connection',
  HELP: 'asks for help',
  NOOP: 'does nothing: shows that the session is alive',
  // RFC 775
  XCWD: 'changes the working directory (old form)',
  XCUP: 'changes to the parent directory (old form)',
  XMKD: 'makes a directory (old form)',
  XRMD: 'removes a directory (old form)',
  XPWD: 'asks for the working directory (old form)',
  // RFC 1639
  LPRT: 'active mode with a long address',
  LPSV: 'passive mode with a long address',
  // RFC 2228
  AUTH: 'asks for a security mechanism',
  ADAT: 'sends data of the security mechanism',
  PBSZ: 'sets the size of protected blocks; 0 with TLS',
  PROT: 'sets the protection of data connections: C clear, P private',
  CCC: 'makes the control connection clear again',
  MIC: 'a command with integrity protection',
  CONF: 'a command with confidentiality protection',
  ENC: 'a command with integrity and confidentiality protection',
  // RFC 2389
  FEAT: 'asks for the extensions of the server',
  OPTS: 'sets an option of a command',
  // RFC 2428
  EPRT: 'active mode for IPv4 and IPv6: names the address and port at which the client listens',
  EPSV: 'passive mode for IPv4 and IPv6: asks the server to listen and to name its port',
  // RFC 2640
  LANG: 'sets the language of replies',
  // RFC 3659
  MDTM: 'asks when a file was last modified',
  SIZE: 'asks for the size of a file in bytes',
  MLST: 'asks for the facts about one file',
  MLSD: 'asks for a listing for programs',
  // RFC 7151
  HOST: 'names the virtual host',
  // In no RFC
  CLNT: 'names the client program',
  MFMT: 'sets when a file was last modified',
  MFF: 'sets facts about a file',
  CSID: 'names the client, asks for the name of the server',
  XCRC: 'asks for a checksum of a file',
  XMD5: 'asks for the MD5 of a file',
  XSHA: 'asks for the SHA-1 of a file',
  XSHA1: 'asks for the SHA-1 of a file',
  XSHA256: 'asks for the SHA-256 of a file',
  HASH: 'asks for a hash of a file',
  AVBL: 'asks for the free space',
  CPSV: 'passive mode between two servers with TLS',
  SSCN: 'TLS between two servers: who is the TLS client',
};

export type Verb = keyof typeof verbsEn;
