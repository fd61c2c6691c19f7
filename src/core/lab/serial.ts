/** Runs asynchronous jobs one after another, in the order they were asked for. A job that fails does not stop the next. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(job, job);
    this.#last = mine.catch(() => {});
    return mine;
  }
}
