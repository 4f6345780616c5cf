/** What the capture itself lacks: told once a session, so that nobody reads an absence as a fault. */
import type { SessionRule } from '../rule.js';
import { captureGap } from './capture-gap.js';
import { capturedTwice } from './captured-twice.js';
import { dataNotCaptured } from './data-not-captured.js';
import { midSession } from './mid-session.js';
import { oneWayCapture } from './one-way-capture.js';
import { payloadCut } from './payload-cut.js';

export const CAPTURE_RULES: readonly SessionRule[] = [
  dataNotCaptured,
  oneWayCapture,
  midSession,
  captureGap,
  payloadCut,
  capturedTwice,
];
