import type { ReleaseName } from '#common/contract/collector.ts';

export interface DraftState {
  readonly text: string;
  /** `waiting`: the learner still types. `sending`: the core is looking at it. */
  readonly phase: 'settled' | 'waiting' | 'sending';
  /** Why the core could not be asked; null after it answered. What is wrong with the text is the core's answer, not this. */
  readonly failure: string | null;
}
export interface DraftSettings {
  readonly text: string;
  /** Sends a text to the core, with another release when one was chosen; resolves when it has judged it. */
  readonly apply: (text: string, release: ReleaseName | undefined) => Promise<unknown>;
  readonly setTimer: (callback: () => void, delayMillis: number) => () => void;
  /** How long after the last key a text is sent. Milliseconds. */
  readonly delayMillis?: number;
}

/** Texts the core may still tell of while newer ones are under way. */
const rememberSent = 20;

/**
 * What the learner types, and when it goes to the core: some time after the last key, one text at a time, the newest last. The core keeps
 * what it was sent, so the draft survives another tab and a reload; `flush` sends what is not sent yet.
 */
export class ConfigDraft {
  readonly #settings: DraftSettings;
  readonly #listeners = new Set<() => void>();
  #state: DraftState;
  #sent: readonly string[] = [];
  #cancelTimer: (() => void) | undefined;
  #release: ReleaseName | undefined;

  constructor(settings: DraftSettings) {
    this.#settings = settings;
    this.#state = { text: settings.text, phase: 'settled', failure: null };
  }

  readonly get = (): DraftState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  edit(text: string): void {
    if (text === this.#state.text) return;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#settings.setTimer(() => this.flush(), this.#settings.delayMillis ?? 400);
    this.#set({ text, phase: this.#state.phase === 'sending' ? 'sending' : 'waiting' });
  }

  /** The core has this text. It is the learner's own, or came from elsewhere (a lesson, another window): then it replaces a settled draft. */
  adopt(text: string): void {
    if (this.#state.phase !== 'settled' || text === this.#state.text || this.#sent.includes(text)) return;
    this.#set({ text, failure: null });
  }

  /** Replaces the draft and sends it at once, to be judged by another release when one is given. */
  replace(text: string, release?: ReleaseName): void {
    this.#set({ text });
    this.#release = release;
    this.#sent = this.#sent.filter((sent) => sent !== text);
    this.#send();
  }

  /** Sends what waits to be sent. */
  flush(): void {
    if (this.#cancelTimer === undefined) return;
    this.#send();
  }

  #send(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    // A text that is under way is followed by the newest one when its answer is here.
    if (this.#state.phase !== 'sending') void this.#sendUntilNewest();
  }

  async #sendUntilNewest(): Promise<void> {
    let failure: string | null = null;
    for (let text: string | undefined; (text !== this.#state.text || this.#release !== undefined) && this.#cancelTimer === undefined;) {
      text = this.#state.text;
      const release = this.#release;
      this.#release = undefined;
      this.#sent = [...this.#sent.slice(-rememberSent + 1), text];
      this.#set({ phase: 'sending' });
      try {
        await this.#settings.apply(text, release);
        failure = null;
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
    }
    this.#set({ phase: this.#cancelTimer === undefined ? 'settled' : 'waiting', failure });
  }

  #set(change: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
