import { withLogRecord, withSpan } from '#engine/pdata/operations/withRecord.ts';
import type { LogRecord } from '#engine/pdata/logs.ts';
import type { Span } from '#engine/pdata/traces.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { type Bits56, parseRandomness, parseThreshold, type Randomness, type Threshold, thresholdText, toHex } from './bits56.ts';
import { TraceState } from './traceState.ts';

/** Where an item carries what samplers before this one decided. */
export interface Carrier<R> {
  /** Why it could not be read; then it may be used only by a sampler that looks at nothing. */
  readonly problem: string | undefined;
  readonly randomness: Randomness | undefined;
  setRandomness(randomness: Randomness): void;
  readonly threshold: Threshold | undefined;
  setThreshold(threshold: Threshold): void;
  clearThreshold(): void;
  /** The item with what was set. */
  written(): R;
}

/** Of a span whose tracestate says nothing, as most do: nothing to read, and nothing to make unless the span is kept. */
class FreshSpanCarrier implements Carrier<Span> {
  readonly problem = undefined;
  randomness: Randomness | undefined = undefined;
  threshold: Threshold | undefined = undefined;
  private readonly span: Span;

  constructor(span: Span) {
    this.span = span;
  }

  setRandomness(randomness: Randomness): void { this.randomness = randomness; }
  setThreshold(threshold: Threshold): void { this.threshold = threshold; }
  clearThreshold(): void { this.threshold = undefined; }
  written(): Span {
    const rv = this.randomness === undefined ? '' : `rv:${toHex(this.randomness)}`;
    const th = this.threshold === undefined ? '' : thresholdText(this.threshold);
    const members = th === '' ? rv : `${rv}${rv === '' ? '' : ';'}th:${th}`;
    return withSpan(this.span, { traceState: members === '' ? '' : `ot=${members}` });
  }
}

export const spanCarrier = (span: Span): Carrier<Span> => (span.traceState === '' ? new FreshSpanCarrier(span) : new SpanCarrier(span));

/** In the tracestate. */
class SpanCarrier implements Carrier<Span> {
  readonly #span: Span;
  readonly #state: TraceState;

  constructor(span: Span) {
    this.#span = span;
    this.#state = new TraceState(span.traceState);
  }

  get problem(): string | undefined { return this.#state.problem; }
  get randomness(): Randomness | undefined { return this.#state.randomness; }
  setRandomness(randomness: Randomness): void { this.#state.randomness = randomness; }
  get threshold(): Threshold | undefined { return this.#state.threshold; }
  setThreshold(threshold: Threshold): void { this.#state.threshold = threshold; }
  clearThreshold(): void { this.#state.threshold = undefined; }
  written(): Span { return withSpan(this.#span, { traceState: this.#state.toString() }); }
}

const randomnessKey = 'sampling.randomness';
const thresholdKey = 'sampling.threshold';

/** In two attributes of its own. */
export class LogCarrier implements Carrier<LogRecord> {
  readonly problem: string | undefined;
  readonly #record: LogRecord;
  #attributes: Attributes;
  #randomness: Randomness | undefined;
  #threshold: Threshold | undefined;
  #newRandomness: Randomness | undefined;
  #newThreshold: Threshold | undefined;

  constructor(record: LogRecord) {
    this.#record = record;
    this.#attributes = record.attributes;
    const threshold = parsed(this.#attributes, thresholdKey, parseThreshold);
    const randomness = parsed(this.#attributes, randomnessKey, parseRandomness);
    const problems = [randomness, threshold].filter((read) => typeof read === 'string');
    this.problem = problems.length === 0 ? undefined : problems.join('\n');
    this.#threshold = typeof threshold === 'string' ? undefined : threshold;
    this.#randomness = typeof randomness === 'string' ? undefined : randomness;
  }

  get randomness(): Randomness | undefined { return this.#randomness; }
  setRandomness(randomness: Randomness): void {
    this.#randomness = this.#newRandomness = randomness;
  }

  get threshold(): Threshold | undefined { return this.#threshold; }
  setThreshold(threshold: Threshold): void {
    this.#threshold = this.#newThreshold = threshold;
  }

  clearThreshold(): void {
    this.#threshold = undefined;
    this.#attributes = this.#attributes.withoutFirst(thresholdKey);
  }

  written(): LogRecord {
    let attributes = this.#attributes;
    if (this.#newRandomness !== undefined) attributes = attributes.with(randomnessKey, toHex(this.#newRandomness));
    if (this.#newThreshold !== undefined) attributes = attributes.with(thresholdKey, thresholdText(this.#newThreshold));
    return withLogRecord(this.#record, { attributes });
  }
}

function parsed(attributes: Attributes, key: string, parse: (text: string) => Bits56 | string): Bits56 | string | undefined {
  if (!attributes.has(key)) return undefined;
  const value = attributes.get(key);
  return typeof value === 'string' && value !== '' ? parse(value) : undefined;
}
