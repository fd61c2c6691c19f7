import { type ChildProcess, spawn } from 'node:child_process';

export interface Exit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A Node program as a child, with everything it printed. */
export class NodeChild {
  readonly exit: Promise<Exit>;
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();
  #out = '';
  #err = '';
  #ended = false;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => { this.#out += text; });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
      for (const look of this.#waiting) look();
    });
    this.exit = new Promise((resolve) => this.#child.once('close', (code) => {
      this.#ended = true;
      for (const look of this.#waiting) look();
      resolve({ code, out: this.#out, err: this.#err });
    }));
  }

  get err(): string {
    return this.#err;
  }

  /** Resolves once stderr holds `text` `times` times; rejects when the child ends first. */
  said(text: string, times = 1): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.#err.split(text).length > times) resolve();
        else if (this.#ended) reject(new Error(`the child ended before it said ${JSON.stringify(text)}:\n${this.#err}`));
        else return;
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends it by force, if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended) this.#child.kill('SIGKILL');
    await this.exit;
  }
}
