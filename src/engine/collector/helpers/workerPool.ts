/** At most `size` pieces of work at a time; the others wait their turn, in order. */
export class WorkerPool {
  readonly #waiting: (() => void)[] = [];
  readonly #running = new Set<Promise<void>>();
  #free: number;

  constructor(size: number) {
    this.#free = size;
  }

  /** Resolves when a worker has begun `work`, which must not reject. */
  async execute(work: () => Promise<void>): Promise<void> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
    const running: Promise<void> = work().finally(() => {
      this.#running.delete(running);
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    });
    this.#running.add(running);
  }

  get busy(): number {
    return this.#running.size;
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.#running.size > 0 || this.#waiting.length > 0) await Promise.all(this.#running);
  }
}
