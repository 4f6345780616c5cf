import type { Side } from '../model/endpoint.js';
import type { Text } from '../model/language.js';
import { SIDE } from './phrases.js';
import type { Subject } from './subject.js';

/** Where the capture was made, seen from a data connection that one side opens to the other, its target. */
export type Position = 'at-target' | 'at-opener' | 'between' | 'same-network' | 'unknown';

export function positionOf({ place }: Subject, target: Side): Position {
  switch (place.at) {
    case 'same-host':
      return 'at-target';
    case 'client':
    case 'server':
      return place.at === target ? 'at-target' : 'at-opener';
    default:
      return place.at;
  }
}

/** Where to capture next, to see whether a packet arrives at the side. */
export function captureAt(side: Side): Text {
  return {
    en: `A capture at the ${side}: does the SYN arrive there?`,
    zh: `在${SIDE[side].zh}上抓包：SYN 是否到达？`,
  };
}
