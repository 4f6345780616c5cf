import type { Moment } from '../model/analysis.js';
import { secondsBetween, type Timestamp, toRfc3339 } from '../model/timestamp.js';

/** Turns absolute times of a capture into what the analysis states. */
export class Clock {
  constructor(
    private readonly origin: Timestamp,
    private readonly digits: 6 | 9,
  ) {}

  /** Seconds since the capture's first packet. */
  time(timestamp: Timestamp): number {
    return secondsBetween(this.origin, timestamp);
  }

  timestamp(timestamp: Timestamp): string {
    return toRfc3339(timestamp, this.digits);
  }

  moment(frame: number, timestamp: Timestamp): Moment {
    return { frame, time: this.time(timestamp), timestamp: this.timestamp(timestamp) };
  }
}
