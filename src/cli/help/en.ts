import type { HelpTexts } from './texts.js';

export const en: HelpTexts = {
  title: { usage: 'Usage: ', commands: 'Commands:', options: 'Options:', examples: 'Examples:' },
  command: 'command',
  operands: '<capture..> [options]',
  intro: `Reads packet captures and explains the FTP in them: who spoke to whom, which
data connection belongs to which command, who opened it, and why one failed.`,
  commands: `  summary       sessions, reply codes, transfers, findings (the default)
  timeline      every command, reply and data-connection event, in capture order
  replies       reply codes: how often, what they mean, the texts seen
  transfers     transfers with mode, endpoints, frames, bytes, times, result
  diagnose      what went wrong: symptom, cause, evidence, fix, how sure it is
  lab           the tables of a lab report: handshakes, dialogue, addresses, ...
`,
  captures: `A capture is a pcap or pcapng file, gzip-compressed or not, or - for standard
input. Several are reported one after the other; large ones are read side by
side. A file named like a command is written ./summary, or stands after --.`,
  options: `  --format table|markdown|html|json|ndjson|csv
                      table for a terminal (the default), markdown and html for
                      reading, with diagrams, the others for programs
  --output FILE       write the report to FILE; with --format csv of summary or
                      lab a folder, which gets one file a table
  --lang en|zh        English or Chinese; default: Chinese in a Chinese locale
                      (LC_ALL, LC_MESSAGES, LANG) with UTF-8 or without a
                      character set, otherwise English. Output is always UTF-8
  --joined            the captures are the files of one, as tcpdump -C, -G or -W
                      or a ring buffer writes them: put in the order of their
                      first packets, sessions going on from file to file. Frames
                      are counted through all files, as in the file that
                      "mergecap -a" makes of them; the report says which frames
                      are in which file. Not with standard input
  --session N         only session N; may be repeated
  --control-port N    take port N for FTP too, beside port 21 and what is found
                      by content; may be repeated
  --show-passwords    print passwords instead of ********
  --encoding auto|utf-8|gb18030|iso-8859-1
                      encoding of file names and texts (default: auto)
  --time relative|utc|local
                      seconds since the first packet (the default), UTC, or the
                      time of this computer's time zone
  --color auto|always|never
                      auto: on a terminal, unless NO_COLOR is set
  --fail-on info|warning|error|never
                      exit with 1 when a finding of the sessions shown is as
                      grave or graver (default: never)
  --diagram           timeline: a sequence diagram in place of the tables
  --bom               csv: begin with a byte order mark, for spreadsheets that
                      take UTF-8 for something else without
  --no-progress       no progress bar
  --help, --version   print this, or the version
`,
  exitCodes: `Exit codes:
    0  analysed
    1  analysed, and a finding is as grave as --fail-on says
    2  the command line is wrong, or the output cannot be written
    3  a capture cannot be opened, or is none that can be read
    4  a capture is damaged or cut short: what stands before is reported
   70  internal error
  130  interrupted: what was read until then is reported
Of several, 3 wins over 4 and 4 over 1.
`,
  examples: `  ftpscope trace.pcapng                            what happened
  ftpscope timeline trace.pcapng --session 1       one session, step by step
  ftpscope diagnose trace.pcapng                   why it does not work
  ftpscope transfers *.pcap --format csv           a table for a spreadsheet
  ftpscope trace.pcapng --format json | jq .       all that is known
  ftpscope trace.pcapng --format csv --output out  one CSV file a table
  ftpscope lab trace.pcapng --format html --output lab.html
  ftpscope trace.pcapng --control-port 2121        a server on another port
  ftpscope trace.pcapng --fail-on error            a check in a script
  ftpscope --joined ring_*.pcapng                  files that are one capture
  tcpdump -w - tcp | ftpscope -                    straight from the network
`,
  more: `"ftpscope timeline --help" tells more about a command.
`,
  views: {
    summary: {
      what: `The sessions (who, login, how long, how they ended), the reply codes, one row a
transfer with its mode, and who opened its data connection, and what went wrong.
With --format csv every table becomes a file in the folder named by --output.`,
      examples: `  ftpscope trace.pcapng
  ftpscope monday.pcap tuesday.pcap.gz
  ftpscope summary trace.pcapng --format csv --output tables
`,
    },
    timeline: {
      what: `Everything that happened in a session, in capture order: TCP handshakes,
commands, replies, announced data ports with the sum written out, data
connections with their first and last byte, retransmissions, gaps.

C is the client and S the server. An arrow says who sent: C --> S on the control
connection, C ==> S on a data connection. Frame numbers are Wireshark's.

With --diagram a drawing stands in place of the tables: client and server as
two lines, an arrow for each command and reply, and one for all the bytes that a
data connection carried in a direction; a dot stands at the end that opened it.
A time chart of all sessions and transfers comes first. Markdown and HTML have
drawings and tables, with --diagram the drawings alone.`,
      examples: `  ftpscope timeline trace.pcapng
  ftpscope timeline trace.pcapng --diagram
  ftpscope timeline trace.pcapng --session 2 --time utc
  ftpscope timeline trace.pcapng --format csv --output timeline.csv
`,
    },
    replies: {
      what: `The reply codes of the servers: how often each came, its class, its meaning in
the RFC, and the texts that were seen with it.`,
      examples: `  ftpscope replies trace.pcapng
  ftpscope replies trace.pcapng --session 1
  ftpscope replies *.pcap --format csv
`,
    },
    transfers: {
      what: `One row a transfer: command and path, active or passive and by which command,
bytes, time, result; below it the data connection, who opened it, its frames and
timings. A data connection that is missing was "never opened" (the capture would
show it), "not captured" (the replies prove it), or it cannot be told.`,
      examples: `  ftpscope transfers trace.pcapng
  ftpscope transfers trace.pcapng --format csv
  ftpscope transfers monday.pcap tuesday.pcap --session 1
`,
    },
    diagnose: {
      what: `What went wrong in each session, the gravest first. A finding tells

  Symptom     what happened, in one sentence
  Cause       why, as far as the capture tells
  Evidence    the frames that show it; their numbers are Wireshark's
  Fix         what to change, the most useful first
  Certainty   how sure it is, and what else it could be
  To decide   what would settle it: mostly a capture at the other end
  Wireshark   a display filter to paste

A finding is an error (something failed), a warning (something to look into) or
info (no fault, but worth knowing: told in a paragraph). It is
  proven      when the capture excludes every other cause,
  likely      when the capture speaks for it and does not exclude all else,
  possible    when other causes fit as well.
Each session begins with the place where its capture was made, because a packet
that is missing means one thing at the sender and another at the receiver.`,
      examples: `  ftpscope diagnose trace.pcapng
  ftpscope diagnose at-client.pcap at-server.pcap
  ftpscope diagnose trace.pcapng --session 2 --format csv
  ftpscope diagnose nightly.pcap --fail-on warning || mail -s FTP admin
`,
    },
    lab: {
      what: `The tables that a lab report on FTP asks for, each with a sentence on how to
read it and the frames that show it: endpoints, three-way handshakes with raw
and relative numbers, the dialogue with meanings, credentials, the arithmetic of
PORT and PASV checked against the SYN that followed, data connections and who
opened them, releases, active and passive side by side, reply codes, files with
size and SHA-256, TCP streams with filters, retransmissions with intervals, what
TLS hid; and what courses say of FTP, checked against this capture. What does
not apply is left out.`,
      examples: `  ftpscope lab trace.pcapng
  ftpscope lab trace.pcapng --format markdown --lang zh --output report.md
  ftpscope lab trace.pcapng --format html --output report.html
  ftpscope lab trace.pcapng --format csv --bom --output tables
`,
    },
  },
};
