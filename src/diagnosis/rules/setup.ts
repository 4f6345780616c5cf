/** PORT, PASV and their like that were refused, or rewritten on the way, in the order in which the rules are asked. */
import type { CommandRule } from '../rule.js';
import { epsvAllViolation } from './epsv-all-violation.js';
import { middleboxRewrite } from './middlebox-rewrite.js';
import { modeDisabled } from './mode-disabled.js';
import { passivePortsExhausted } from './passive-ports-exhausted.js';
import { setupAddressRefused } from './setup-address-refused.js';
import { setupFamilyMismatch } from './setup-family-mismatch.js';
import { setupPortRefused } from './setup-port-refused.js';
import { setupSyntaxError } from './setup-syntax-error.js';
import { setupUnsupported } from './setup-unsupported.js';

export const SETUP_RULES: readonly CommandRule[] = [
  middleboxRewrite,
  epsvAllViolation,
  setupAddressRefused,
  setupPortRefused,
  setupSyntaxError,
  setupFamilyMismatch,
  setupUnsupported,
  modeDisabled,
  passivePortsExhausted,
];
