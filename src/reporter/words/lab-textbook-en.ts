/** What courses say about FTP: the two modes, and single claims. */
const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const labTextbookEn = {
  mode: {
    active: 'active mode',
    passive: 'passive mode',
    notSeen: 'not seen',
    textbook: {
      opener: {
        aspect: 'Who opens the data connection',
        active: 'the server',
        passive: 'the client',
      },
      command: {
        aspect: 'Command',
        active: 'PORT, EPRT',
        passive: 'PASV, EPSV',
      },
      announcer: {
        aspect: 'Who names address and port',
        active: 'the client, in its command',
        passive: 'the server, in its reply (227, 229)',
      },
      serverPort: {
        aspect: "Server's data port",
        active: '20 by the standard (control port - 1); some servers use any port',
        passive: 'any port above 1023, often from a configured range',
      },
      clientPort: {
        aspect: "Client's data port",
        active: 'the announced one',
        passive: 'any port above 1023',
      },
      syn: {
        aspect: 'Direction of the SYN',
        active: 'server to client',
        passive: 'client to server',
      },
      firewall: {
        aspect: 'Trouble with firewalls and NAT',
        active: 'at the client: a connection from outside to a port that nobody opened',
        passive: 'at the server: many ports must be open, and behind NAT the 227 must name the public address',
      },
    },
    seen: {
      transfers: 'Here: transfers',
      commands: 'Here: set up by',
      syn: 'Here: SYN from',
      serverPort: "Here: server's data port",
      clientPort: "Here: client's data port",
      opened: 'Here: connections opened',
    },
    transfers: (count: number, ids: string): string => `${count}: ${ids}`,
    inFrames: (method: string, frames: string): string => `${method} (${frames})`,
    synFrom: (side: string, frames: string): string => `the ${side}: ${frames}`,
    opened: (opened: number, tried: number): string => `${opened} of ${tried} that were tried`,
  },
  claim: {
    text: {
      'control-port-21': 'The server waits for control connections on port 21.',
      'client-port-free': 'The client uses a free port above 1023 for the control connection.',
      'handshake-three': 'Three segments open a TCP connection.',
      'server-opens-active': 'In active mode the server opens the data connection.',
      'server-port-20-active': "In active mode the server's data port is 20.",
      'client-port-plus-one': "In active mode the client's data port is its control port + 1.",
      'client-opens-passive': 'In passive mode the client opens the data connection.',
      'passive-port-not-20': "In passive mode the server's data port is not 20 but one above 1023.",
      'announced-port': 'The SYN of the data connection goes to the announced port (p1*256+p2).',
      'announced-address': 'The SYN of the data connection goes to the announced address.',
      'announced-own-address': 'The announced address is that of the control connection.',
      'one-connection-a-transfer': 'Each transfer has a data connection of its own.',
      'listing-on-data': 'Directory listings, too, travel on a data connection.',
      'control-stays-open': 'The control connection stays open during all transfers and after them.',
      'start-before-data': 'The 150 (or 125) comes before the first byte of data.',
      'final-after-data': 'The 226 (or 250) comes after the last byte of data.',
      'sender-closes': 'The side that sends the data closes the data connection first: that is the end of the file.',
      'release-four': 'Four segments close a TCP connection.',
      'password-clear': 'FTP sends the password in clear text.',
    },
    verdict: { yes: 'yes', no: 'no', mixed: 'mixed', 'cannot-tell': 'cannot tell' },
    holds: (holds: boolean | null): string =>
      holds === null ? 'this capture cannot tell' : holds ? 'holds' : 'does not hold',
    observed: (value: string, count: number, frames: string): string =>
      `${value}${count === 1 ? '' : ` (${count}×)`}${frames === '' ? '' : `: ${frames}`}`,
    segments: (count: number): string => `${count} ${plural(count, 'segment', 'segments')}`,
    ports: (control: number, data: number): string => `control ${control}, data ${data}`,
    addresses: (control: string, announced: string): string =>
      control === announced ? control : `control connection ${control}, announced ${announced}`,
    synFrom: (side: string): string => `SYN from the ${side}`,
    closedBy: (side: string, how: 'fin' | 'rst'): string =>
      how === 'rst' ? `the ${side} resets it` : `the ${side} closes first`,
    readable: 'readable',
    encrypted: 'encrypted',
  },
};
