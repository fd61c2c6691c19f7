/** Resolves at the first of `ending`; a second one ends the process at once. Keeps the process alive meanwhile. */
export function untilSignal(ending: readonly NodeJS.Signals[], on: { readonly signal: NodeJS.Signals; readonly handle: () => void }): Promise<void> {
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
        resolve();
      });
    }
  });
}
