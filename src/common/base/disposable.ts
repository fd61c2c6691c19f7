/** Collects what was started, and disposes of it in reverse order. Disposing twice is harmless. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  /** Takes ownership of `item` and returns it. An item added after disposal is disposed of at once. */
  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item[Symbol.dispose]();
    else this.#items.push(item);
    return item;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const item of this.#items.splice(0).reverse()) item[Symbol.dispose]();
  }
}

/** Wraps a clean-up function. It runs at most once. */
export function disposable(dispose: () => void): Disposable {
  let done = false;
  return {
    [Symbol.dispose]() {
      if (done) return;
      done = true;
      dispose();
    },
  };
}
