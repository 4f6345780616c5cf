import { addresses } from './addresses.js';
import { credentials } from './credentials.js';
import { dataConnections } from './data-connections.js';
import { diagnosis } from './diagnosis.js';
import { dialogue } from './dialogue.js';
import { endpoints } from './endpoints.js';
import { files } from './files.js';
import { firewallRules } from './firewall-rules.js';
import { handshakes } from './handshakes.js';
import { modes } from './modes.js';
import { release } from './release.js';
import { replyCodes } from './reply-codes.js';
import { retransmissions } from './retransmissions.js';
import type { LabSection } from './section.js';
import { streams } from './streams.js';
import { textbook } from './textbook.js';
import { visibility } from './visibility.js';
import { waits } from './waits.js';

/** The tables of the lab report in their order: who, how it was opened, what was said, what was sent, how it ended. */
export const LAB_SECTIONS: readonly LabSection[] = [
  endpoints,
  streams,
  handshakes,
  credentials,
  dialogue,
  replyCodes,
  addresses,
  dataConnections,
  files,
  release,
  modes,
  firewallRules,
  textbook,
  waits,
  retransmissions,
  visibility,
  diagnosis,
];
