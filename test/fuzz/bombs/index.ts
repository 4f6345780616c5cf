/** All time bombs. */
import type { Bomb } from './bomb.js';
import { CONNECTIONS } from './connections.js';
import { DIALOGUES } from './dialogues.js';
import { FILES } from './files.js';
import { PACKETS } from './packets.js';
import { SEQUENCES } from './sequences.js';
import { TRANSFERS } from './transfers.js';

export const BOMBS: readonly Bomb[] = [...FILES, ...DIALOGUES, ...TRANSFERS, ...CONNECTIONS, ...PACKETS, ...SEQUENCES];
