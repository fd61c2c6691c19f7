import { Emitter } from '#common/base/emitter.ts';

/** `connecting` until the first connection; `lost` while trying to get it back. */
export type ConnectionStatus = 'connecting' | 'connected' | 'lost';

/** Whether the core can be reached, for React's useSyncExternalStore. */
export class ConnectionState {
  readonly #changed = new Emitter<void>();
  #status: ConnectionStatus = 'connecting';

  readonly get = (): ConnectionStatus => this.#status;

  readonly subscribe = (listener: () => void): (() => void) => {
    const listening = this.#changed.event(listener);
    return () => listening[Symbol.dispose]();
  };

  set(status: ConnectionStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#changed.emit();
  }
}
