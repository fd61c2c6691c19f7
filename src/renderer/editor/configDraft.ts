export interface DraftState {
  readonly text: string;
  /** `waiting`: the learner still types. `sending`: the core is looking at it. */
  readonly phase: 'settled' | 'waiting' | 'sending';
  /** Why the core could not be asked; null after it answered. What is wrong with the text is the core's answer, not this. */
  readonly failure: string | null;
}
/** `Choice` is what is sent beside a text, once: the Collector's release. */
export interface DraftSettings<Choice = never> {
  readonly text: string;
  /** Sends a text to the core, with a choice when one was made; resolves when it has judged it. */
  readonly apply: (text: string, choice: Choice | undefined) => Promise<unknown>;
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
export class ConfigDraft<Choice = never> {
  readonly #settings: DraftSettings<Choice>;
  readonly #listeners = new Set<() => void>();
  #state: DraftState;
  #sent: readonly string[] = [];
  #cancelTimer: (() => void) | undefined;
  #choice: Choice | undefined;

  constructor(settings: DraftSettings<Choice>) {
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

  /** The core has this text because the learner asked for it (a reset): it replaces whatever was typed, and nothing is sent. */
  show(text: string): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#sent = this.#sent.filter((sent) => sent !== text);
    this.#set({ text, phase: this.#state.phase === 'sending' ? 'sending' : 'settled', failure: null });
  }

  /** Replaces the draft and sends it at once, with a choice when one is given. */
  replace(text: string, choice?: Choice): void {
    this.#set({ text });
    this.#choice = choice;
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
    for (let text: string | undefined; (text !== this.#state.text || this.#choice !== undefined) && this.#cancelTimer === undefined;) {
      text = this.#state.text;
      const choice = this.#choice;
      this.#choice = undefined;
      this.#sent = [...this.#sent.slice(-rememberSent + 1), text];
      this.#set({ phase: 'sending' });
      try {
        await this.#settings.apply(text, choice);
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
