/** if_tsresol: the top bit tells a power of 2 from a power of 10; the default is microseconds (pcapng section 4.2). */
const POWER_OF_TWO = 0x80;
export const DEFAULT_RESOLUTION = 6;

/** Up to here a power of 10 fits the arithmetic in doubles below, and nanoseconds hold it exactly. */
const MAX_EXACT_DIGITS = 9;
/** 2^-6 s and coarser have at most six decimals. */
const MAX_BITS_IN_MICROSECONDS = 6;

const WORD = 0x1_0000_0000;
const HALF_WORD = 0x1_0000;

/** Somewhere to put a point in time without making an object. */
interface Clock {
  seconds: number;
  nanoseconds: number;
}

/** Turns the 64-bit timestamps of one interface into seconds and nanoseconds, exactly (finer digits are cut off). */
export class TimestampUnit {
  /** How many decimals its timestamps have. */
  readonly digits: 6 | 9;
  /** Units per second, when a power of 10 that doubles can handle; else 0. */
  private readonly perSecond: number = 0;
  private readonly nanosecondsPerUnit: number = 0;
  private readonly bigPerSecond: bigint = 0n;
  private readonly offsetSeconds: number;

  /** @param resolution value of if_tsresol. @param offsetSeconds value of if_tsoffset. */
  constructor(resolution: number, offsetSeconds: number) {
    this.offsetSeconds = offsetSeconds;
    const exponent = resolution & ~POWER_OF_TWO;
    if ((resolution & POWER_OF_TWO) !== 0) {
      this.digits = exponent > MAX_BITS_IN_MICROSECONDS ? 9 : 6;
      this.bigPerSecond = 2n ** BigInt(exponent);
    } else {
      this.digits = exponent > DEFAULT_RESOLUTION ? 9 : 6;
      if (exponent <= MAX_EXACT_DIGITS) {
        this.perSecond = 10 ** exponent;
        this.nanosecondsPerUnit = 10 ** (MAX_EXACT_DIGITS - exponent);
      } else {
        this.bigPerSecond = 10n ** BigInt(exponent);
      }
    }
  }

  /** @param high upper and @param low lower 32 bits of the timestamp, unsigned. */
  read(high: number, low: number, into: Clock): void {
    const perSecond = this.perSecond;
    if (perSecond === 0) {
      this.readBig(high, low, into);
      return;
    }
    // Long division of a 64-bit number by at most 10^9: the high word, then two half words, so that no intermediate
    // value needs more than 46 bits and each quotient is exact in a double.
    const first = Math.floor(high / perSecond);
    const middle = (high - first * perSecond) * HALF_WORD + (low >>> 16);
    const second = Math.floor(middle / perSecond);
    const last = (middle - second * perSecond) * HALF_WORD + (low & 0xffff);
    const third = Math.floor(last / perSecond);
    into.seconds = first * WORD + second * HALF_WORD + third + this.offsetSeconds;
    into.nanoseconds = (last - third * perSecond) * this.nanosecondsPerUnit;
  }

  private readBig(high: number, low: number, into: Clock): void {
    const units = (BigInt(high) << 32n) | BigInt(low);
    const seconds = units / this.bigPerSecond;
    const rest = units - seconds * this.bigPerSecond;
    into.seconds = Number(seconds) + this.offsetSeconds;
    into.nanoseconds = Number((rest * 1_000_000_000n) / this.bigPerSecond);
  }
}
