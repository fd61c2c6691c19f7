/** A number of 56 bits as two halves of 28, so that nothing needs bigint for each span. */
export interface Bits56 {
  readonly high: number;
  readonly low: number;
}
/** What an item brings along: it passes a threshold that is not above it. */
export type Randomness = Bits56;
/** 0: everything passes; 2^56: nothing does. */
export type Threshold = Bits56;

const half = 2 ** 28;
const whole = 2n ** 56n;
/** Hexadecimal digits of 56 bits. */
const digits = 14;

export const always: Threshold = { high: 0, low: 0 };
export const never: Threshold = { high: half, low: 0 };
/** Passes any threshold but `never`. */
export const highest: Randomness = { high: half - 1, low: half - 1 };

export const isGreater = (a: Bits56, b: Bits56): boolean => a.high > b.high || (a.high === b.high && a.low > b.low);
export const passes = (threshold: Threshold, randomness: Randomness): boolean => !isGreater(threshold, randomness);

/** The last 56 bits of a trace id (W3C trace context, level 2). */
export const ofTraceId = (traceId: string): Randomness => ({ high: parseInt(traceId.slice(18, 25), 16), low: parseInt(traceId.slice(25), 16) });

export const toHex = ({ high, low }: Bits56): string => high.toString(16).padStart(7, '0') + low.toString(16).padStart(7, '0');

/** The `th` of a tracestate: without trailing zeros; "" for a threshold that nothing passes. */
export function thresholdText(threshold: Threshold): string {
  // Of most samplers it is always the same one.
  if (threshold !== lastThreshold) {
    lastThreshold = threshold;
    lastText = textOf(threshold);
  }
  return lastText;
}
let lastThreshold: Threshold | undefined;
let lastText = '';

function textOf(threshold: Threshold): string {
  if (threshold.high === 0 && threshold.low === 0) return '0';
  return threshold.high >= half ? '' : toHex(threshold).replace(/0+$/, '');
}

/** Reads `rv`; text that begins with an error's words is an error. */
export function parseRandomness(text: string): Bits56 | string {
  return text.length === digits ? parseHex(text) : 'r-value must have 14 hex digits';
}

/** Reads `th`. */
export function parseThreshold(text: string): Bits56 | string {
  if (text.length > digits) return 't-value exceeds 14 hex digits';
  if (text === '') return 't-value is empty';
  return parseHex(text, text.padEnd(digits, '0'));
}

function parseHex(written: string, padded = written): Bits56 | string {
  if (!/^[0-9a-fA-F]+$/.test(written)) return `strconv.ParseUint: parsing ${JSON.stringify(written)}: invalid syntax`;
  return { high: parseInt(padded.slice(0, 7), 16), low: parseInt(padded.slice(7), 16) };
}

const toBigInt = ({ high, low }: Bits56): bigint => BigInt(high) * 2n ** 28n + BigInt(low);
const fromBigInt = (value: bigint): Bits56 => ({ high: Number(value >> 28n), low: Number(value & (2n ** 28n - 1n)) });

/** The share that passes, 0 to 1. */
export const probabilityOf = (threshold: Threshold): number => Number(whole - toBigInt(threshold)) / 2 ** 56;

/**
 * Upstream pkg/sampling ProbabilityToThresholdWithPrecision: rounded to so many hexadecimal digits, to more of them where the first ones are
 * all 0 or f. Undefined outside 2^-56 to 1.
 */
export function thresholdOf(probability: number, precision: number): Threshold | undefined {
  if (!(probability >= 2 ** -56 && probability <= 1)) return undefined;
  if (probability === 1) return always;
  const extra = Math.max(Math.trunc(exponentOf(probability) / -4), Math.trunc(exponentOf(1 - probability) / -4));
  const shift = 4n * BigInt(digits - Math.min(digits, precision + extra));
  const threshold = whole - BigInt(Math.round(probability * 2 ** 56));
  if (shift === 0n) return fromBigInt(threshold);
  return fromBigInt(((threshold + 2n ** (shift - 1n)) >> shift) << shift);
}

/** Go's math.Frexp: the exponent that leaves a fraction from ½ to 1. */
function exponentOf(value: number): number {
  if (value === 0) return 0;
  let exponent = Math.floor(Math.log2(value)) + 1;
  if (value / 2 ** exponent >= 1) exponent += 1;
  else if (value / 2 ** exponent < 0.5) exponent -= 1;
  return exponent;
}
