import { type Bits56, parseRandomness, parseThreshold, type Randomness, type Threshold, thresholdText, toHex } from './bits56.ts';

type Pair = readonly [key: string, value: string];

const tooLong = 'invalid tracestate size';
const invalid = 'invalid syntax';
const w3cKey = /^(?:[a-z][a-z0-9_\-*/]*|[a-z0-9][a-z0-9_\-*/]*@[a-z][a-z0-9_\-*/]*)$/;
const w3cValue = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const otMember = /^[a-z][a-z0-9]*:[a-zA-Z0-9._-]*$/;

/**
 * A span's W3C tracestate, of which the OpenTelemetry member `ot=` can be changed (upstream pkg/sampling W3CTraceState). `problem` says why
 * it could not be read, in upstream's words; then only a part of it is here.
 */
export class TraceState {
  readonly problem: string | undefined;
  #randomness: Randomness | undefined;
  #randomnessText = '';
  #threshold: Threshold | undefined;
  #thresholdText = '';
  #otherOt: Pair[] = [];
  readonly #others: Pair[] = [];

  constructor(text: string) {
    this.problem = text === '' ? undefined : this.#read(text);
  }

  get randomness(): Randomness | undefined { return this.#randomness; }
  set randomness(value: Randomness) {
    this.#randomness = value;
    this.#randomnessText = '';
  }

  get threshold(): Threshold | undefined { return this.#threshold; }
  set threshold(value: Threshold | undefined) {
    const text = value === undefined ? '' : thresholdText(value);
    this.#threshold = text === '' ? undefined : value;
    this.#thresholdText = text;
  }

  toString(): string {
    const members: string[] = [];
    if (this.#randomness !== undefined) members.push(`rv:${this.#randomnessText === '' ? toHex(this.#randomness) : this.#randomnessText}`);
    if (this.#thresholdText !== '') members.push(`th:${this.#thresholdText}`);
    for (const [key, value] of this.#otherOt) members.push(`${key}:${value}`);
    const own = members.length === 0 ? [] : [`ot=${members.join(';')}`];
    return [...own, ...this.#others.map(([key, value]) => `${key}=${value}`)].join(',');
  }

  #read(text: string): string | undefined {
    if (text.length > 1024) return tooLong;
    const members = text.split(',').map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ''));
    const pairs = members.filter((member) => member !== '').map((member) => split(member, '='));
    if (!pairs.every(([key, value]) => w3cKey.test(key) && w3cValue.test(value))) return invalid;
    if (members.length >= 32) return tooLong;
    const problems: string[] = [];
    for (const [key, value] of pairs) {
      if (isTooLong(key)) problems.push(tooLong);
      else if (key === 'ot') problems.push(...this.#readOt(value));
      else this.#others.push([key, value]);
    }
    return problems.length === 0 ? undefined : problems.join('; ');
  }

  #readOt(text: string): string[] {
    this.#randomness = this.#threshold = undefined;
    this.#randomnessText = this.#thresholdText = '';
    this.#otherOt = [];
    if (text.length > 256) return [tooLong];
    const members = text.split(';');
    if (!members.every((member) => otMember.test(member))) return [invalid];
    const problems: string[] = [];
    const take = (read: Bits56 | string, keep: (value: Bits56 | undefined) => void): void => {
      keep(typeof read === 'string' ? undefined : read);
      if (typeof read === 'string') problems.push(read);
    };
    for (const [key, value] of members.map((member) => split(member, ':'))) {
      if (key === 'rv') take(parseRandomness(value), (read) => { this.#randomness = read; this.#randomnessText = read === undefined ? '' : value; });
      else if (key === 'th') take(parseThreshold(value), (read) => { this.#threshold = read; this.#thresholdText = read === undefined ? '' : value; });
      else this.#otherOt.push([key, value]);
    }
    return problems;
  }
}

function split(member: string, at: string): Pair {
  const index = member.indexOf(at);
  return index < 0 ? [member, ''] : [member.slice(0, index), member.slice(index + 1)];
}

function isTooLong(key: string): boolean {
  const [tenant, system] = split(key, '@');
  return key.length > 256 || (key.includes('@') && (tenant.length > 241 || system.length > 14));
}
