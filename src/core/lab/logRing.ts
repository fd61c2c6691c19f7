import type { Clock } from '#common/base/clock.ts';
import { Emitter } from '#common/base/emitter.ts';
import { millis } from '#common/base/units.ts';

export type LineLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';
export interface RingLine {
  /** Grows by one per line; the first is 1. */
  readonly sequence: number;
  readonly level: LineLevel;
  readonly text: string;
}

const eventInterval = millis(100);
const maxLineLength = 20_000;

/** The newest lines of one source. What falls out is gone: a gap in `sequence` shows it. */
export class LogRing implements Disposable {
  readonly #clock: Clock;
  readonly #capacity: number;
  readonly #lines: RingLine[] = [];
  readonly #logged = new Emitter<readonly RingLine[]>();
  #sequence = 0;
  #pending: RingLine[] = [];
  #timer: Disposable | undefined;

  constructor(clock: Clock, capacity = 2_000) {
    this.#clock = clock;
    this.#capacity = capacity;
  }

  /** At most ten times a second, with every line since the last time that is still kept. */
  readonly logged = this.#logged.event;

  push(level: LineLevel, text: string): void {
    this.#sequence += 1;
    const line = { sequence: this.#sequence, level, text: text.length > maxLineLength ? `${text.slice(0, maxLineLength)}…` : text };
    this.#lines.push(line);
    // Half a ring of slack makes the cost of dropping the oldest constant per line.
    if (this.#lines.length > this.#capacity * 1.5) this.#lines.splice(0, this.#lines.length - this.#capacity);
    if (!this.#logged.hasListeners) return;
    this.#pending.push(line);
    if (this.#pending.length > this.#capacity) this.#pending.shift();
    this.#timer ??= this.#clock.setTimeout(() => this.#flush(), eventInterval);
  }

  /** Lines after `sequence`, at most the newest `capacity`. */
  after(sequence: number): readonly RingLine[] {
    return this.#lines.slice(-this.#capacity).filter((line) => line.sequence > sequence);
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #flush(): void {
    this.#timer = undefined;
    const lines = this.#pending;
    this.#pending = [];
    this.#logged.emit(lines);
  }
}

/** A service prints `2026-11-24T08:00:00.000Z INFO visits …`; anything else is what a library printed. */
export function lineLevel(text: string): LineLevel {
  const word = /^\S+ (DEBUG|INFO|WARN|ERROR|FATAL) /.exec(text)?.[1];
  return word === undefined ? 'info' : levels[word] ?? 'info';
}

const levels: Readonly<Record<string, LineLevel>> = { DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error', FATAL: 'fatal' };
