import { Emitter } from '#common/base/emitter.ts';
import type { ServiceProcess, ServiceProgram } from '#core/platform/platform.ts';

/** A service program for tests: it does what the test says, and exits when told to stop. */
export class FakeProcess implements ServiceProcess {
  readonly program: ServiceProgram;
  readonly posted: unknown[] = [];
  readonly #messaged = new Emitter<unknown>();
  readonly #printed = new Emitter<string>();
  readonly #exited = new Emitter<{ readonly code: number; readonly error: string | null }>();
  readonly messaged = this.#messaged.event;
  readonly printed = this.#printed.event;
  readonly exited = this.#exited.event;
  /** False ignores `stop`, as a program that hangs does. */
  obedient = true;
  ended = false;

  constructor(program: ServiceProgram) {
    this.program = program;
  }

  post(message: unknown): void {
    this.posted.push(message);
    if (this.obedient && typeof message === 'object' && message !== null && 'type' in message && message.type === 'stop') this.exit(0);
  }
  async terminate(): Promise<void> {
    this.exit(1);
  }

  says(message: unknown): void {
    this.#messaged.emit(message);
  }
  prints(line: string): void {
    this.#printed.emit(line);
  }
  exit(code: number, error: string | null = null): void {
    if (this.ended) return;
    this.ended = true;
    this.#exited.emit({ code, error });
  }
}
