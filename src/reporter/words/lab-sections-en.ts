/** Title of each table of the lab report, and how to read it. */
export const labSectionsEn = {
  endpoints: {
    title: 'Endpoints',
    reading:
      'Who takes part in each session. The port of the client is chosen by its system for this connection; that of the server is fixed.',
  },
  streams: {
    title: 'TCP streams and filters',
    reading:
      'Every TCP connection by its number in Wireshark. Paste tcp.stream eq N, or the filter below a row, into the filter bar to see that connection alone.',
  },
  handshakes: {
    title: 'Three-way handshakes',
    reading:
      'The three segments that open each connection, side by side. Raw numbers are those on the wire; relative ones count from the first sequence number of their side, as Wireshark shows them. The ACK of each side is the next number that it expects: the sequence number of the SYN plus 1.',
  },
  credentials: {
    title: 'Logins',
    reading:
      'Each USER with its PASS and the reply that decides: 230 lets in, 530 does not, 331 asks for the password.',
  },
  dialogue: {
    title: 'Dialogue on the control connection',
    reading:
      'Commands go from C (client) to S (server), replies come back; a time with + is how long after its command a reply came. The first digit of a reply tells the outcome, the second what it is about.',
  },
  'reply-codes': {
    title: 'Reply codes',
    reading:
      'The first digit: 1 begun, 2 done, 3 go on, 4 not now, 5 no. The second: 0 syntax, 1 information, 2 connections, 3 login, 5 file system (RFC 959, 4.2.1).',
  },
  addresses: {
    title: 'Announced addresses and ports',
    reading:
      'PORT and the reply to PASV (227) carry h1,h2,h3,h4,p1,p2: the address is h1.h2.h3.h4, the port p1*256+p2. EPRT and EPSV carry the port as it is. The last column compares that with where the SYN went.',
  },
  'data-connections': {
    title: 'Data connections',
    reading:
      'One row a transfer. Whoever sends the SYN opens the data connection: the server in active mode, the client in passive mode; that SYN is the proof of the mode.',
  },
  files: {
    title: 'Files',
    reading:
      'What was transferred. Compare the SHA-256 with that of a copy (sha256sum, Get-FileHash); the kind is told by the first bytes, not by the name.',
  },
  release: {
    title: 'Connection release',
    reading:
      'How each connection ended. Each side closes its direction with a FIN, which takes one sequence number and is acknowledged; a reset ends both at once.',
  },
  modes: {
    title: 'Active and passive mode side by side',
    reading: 'Above what the standard says about both modes, below what this capture shows of each.',
  },
  'firewall-rules': {
    title: 'Firewall rules that these sessions need',
    reading:
      'The flows that must pass between client and server, with the ports that were used. “opens” marks the direction of the SYN: a firewall that keeps state needs a rule for it alone, and lets the answers through. The ports of the client change with every connection, so that no rule can name them.',
  },
  textbook: {
    title: 'The textbook checked against this capture',
    reading:
      'What courses say about FTP, and whether it holds here: yes, no, mixed (in some cases), or the capture cannot tell.',
  },
  waits: {
    title: 'How long the user waited',
    reading:
      'Each time is measured between the two frames that stand last in the row, in the order of the columns, as this capture saw them. Setup is PORT or PASV until its reply; the columns after it count from the transfer command, to 150 and to the last reply; only “data SYN” is the handshake of the data connection. “Login” runs from USER to the reply that lets in: where a person typed the password, that time is in it.',
  },
  retransmissions: {
    title: 'Retransmissions',
    reading:
      'Segments that were sent again: no acknowledgment came in time, or the receiver kept asking for the same number. Intervals that double are the backoff of a sender that gets no answer at all.',
  },
  visibility: {
    title: 'FTP and FTPS: what a listener could read',
    reading:
      'What an onlooker at the place of this capture could read before the control connection was encrypted, and what after.',
  },
  diagnosis: {
    title: 'Diagnosis',
    reading:
      'What went wrong, the frames that show it, the likely cause and what to change; and what is worth knowing.',
  },
};
