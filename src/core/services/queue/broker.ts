/** One message, as it was published: its content header (properties and headers) stays the publisher's bytes. */
export interface Message {
  readonly exchange: string;
  readonly routingKey: string;
  /** Payload of the content header frame. */
  readonly header: Buffer;
  readonly body: Buffer;
  /** It was delivered before, and came back. */
  readonly redelivered: boolean;
}

export interface Consumer {
  /** Can it take one more without acknowledging the ones it has? */
  ready(): boolean;
  deliver(message: Message, queue: Queue): void;
}

/** A queue that holds more has no room: the publisher is told so. */
const maxMessages = 10_000;

/** First in, first out, to its consumers in turn. */
export class Queue {
  readonly name: string;
  #messages: Message[] = [];
  #consumers: readonly Consumer[] = [];

  constructor(name: string) {
    this.name = name;
  }

  get messageCount(): number {
    return this.#messages.length;
  }
  get consumerCount(): number {
    return this.#consumers.length;
  }

  /** False when there is no room. */
  put(message: Message): boolean {
    if (this.#messages.length >= maxMessages) return false;
    this.#messages.push(message);
    this.pump();
    return true;
  }

  /** Back to the front, in the order they had: their consumer did not finish with them. */
  putBack(messages: readonly Message[]): void {
    this.#messages = [...messages.map((message) => ({ ...message, redelivered: true })), ...this.#messages];
    this.pump();
  }

  take(): Message | undefined {
    return this.#messages.shift();
  }

  /** How many were thrown away. */
  purge(): number {
    const count = this.#messages.length;
    this.#messages = [];
    return count;
  }

  add(consumer: Consumer): void {
    this.#consumers = [...this.#consumers, consumer];
    this.pump();
  }
  remove(consumer: Consumer): void {
    this.#consumers = this.#consumers.filter((other) => other !== consumer);
  }

  /** Hands out what can be handed out. */
  pump(): void {
    while (this.#messages.length > 0) {
      const consumer = this.#consumers.find((candidate) => candidate.ready());
      const message = consumer === undefined ? undefined : this.#messages.shift();
      if (consumer === undefined || message === undefined) return;
      // The next message is the next consumer's.
      this.#consumers = [...this.#consumers.filter((other) => other !== consumer), consumer];
      consumer.deliver(message, this);
    }
  }
}

/** Every queue there is. They live as long as the program: nothing is written to disk, `durable` or not. */
export class Broker {
  readonly #queues = new Map<string, Queue>();
  #named = 0;

  find(name: string): Queue | undefined {
    return this.#queues.get(name);
  }

  /** An empty name asks for a name. */
  declare(name: string): Queue {
    this.#named += name === '' ? 1 : 0;
    const own = name === '' ? `amq.gen-${String(this.#named)}` : name;
    const queue = this.#queues.get(own) ?? new Queue(own);
    this.#queues.set(own, queue);
    return queue;
  }
}
