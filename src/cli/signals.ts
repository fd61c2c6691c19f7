/** Resolves with the first of `ending` to come; a second one ends the process at once. Keeps the process alive meanwhile. */
export function untilSignal<S extends NodeJS.Signals>(ending: readonly S[], on: { readonly signal: NodeJS.Signals; readonly handle: () => void }): Promise<S> {
  return new Promise((resolve) => {
    const alive = setInterval(() => {}, 60_000);
    let count = 0;
    process.on(on.signal, on.handle);
    for (const signal of ending) {
      process.on(signal, () => {
        count += 1;
        if (count > 1) process.exit(1);
        clearInterval(alive);
        process.removeListener(on.signal, on.handle);
        process.on(on.signal, () => {}); // a late SIGHUP must not kill a draining collector
        resolve(signal);
      });
    }
  });
}
