import type { Socket } from 'node:net';
import type { Broker } from './broker.ts';
import { Channel } from './channel.ts';
import { type Frame, frameMax, FrameReader, protocolHeader, writeFrame } from './amqp/frames.ts';
import { type Arguments, dispatch, type Method, type MethodHandlers, type MethodName, readMethod, writeMethod } from './amqp/methods.ts';
import { AmqpError } from './amqp/wire.ts';

/** How often each side says that it lives. Seconds. */
const heartbeatSeconds = 30;

/**
 * What the server says of itself. The instrumentation of amqplib puts `product` on its spans as `messaging.system`. Upstream: RabbitMQ. Here:
 * a small queue that speaks the same protocol, and says so.
 */
const serverProperties = {
  product: 'Traceground queue', version: '1.0.0', platform: 'Node.js',
  capabilities: { publisher_confirms: true, 'basic.nack': true, consumer_cancel_notify: false, 'connection.blocked': false, authentication_failure_close: true },
};

export interface ConnectionSettings {
  /** Hears of every message: who sent it, to which queue, and whether it was taken. */
  readonly published?: (event: { readonly client: string; readonly queue: string; readonly taken: boolean }) => void;
}

/** One client: handshake, channels, heartbeats. Any user and password are welcome, since it only listens on this machine. */
export class Connection {
  readonly #socket: Socket;
  readonly #broker: Broker;
  readonly #settings: ConnectionSettings;
  readonly #reader = new FrameReader();
  readonly #channels = new Map<number, Channel>();
  #heartbeat: NodeJS.Timeout | undefined;
  #isClosing = false;
  /** As it calls itself. */
  #name = 'client';
  /** What arrives on channel 0. */
  readonly #own: MethodHandlers = {
    'connection.start-ok': ({ clientProperties: { connection_name: name } }) => {
      if (typeof name === 'string') this.#name = name;
      this.#reply(0, 'connection.tune', { channelMax: 2047, frameMax, heartbeat: heartbeatSeconds });
    },
    'connection.tune-ok': ({ heartbeat }) => this.#beat(heartbeat),
    'connection.open': () => this.#reply(0, 'connection.open-ok', { reserved1: '' }),
    'connection.close': () => {
      this.#reply(0, 'connection.close-ok', {});
      this.#socket.end();
    },
    'connection.close-ok': () => { this.#socket.end(); },
  };

  constructor(socket: Socket, broker: Broker, settings: ConnectionSettings) {
    this.#socket = socket;
    this.#broker = broker;
    this.#settings = settings;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#received(bytes));
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#gone());
  }

  /** Tells the client that the server goes away. */
  close(): void {
    if (!this.#reader.greeted) this.#socket.destroy();
    else this.#fail(new AmqpError(320, 'CONNECTION_FORCED - the queue is stopping'));
  }

  #received(bytes: Buffer): void {
    try {
      const greeted = this.#reader.greeted;
      const frames = this.#reader.feed(bytes);
      if (!greeted && this.#reader.greeted) this.#reply(0, 'connection.start', { versionMajor: 0, versionMinor: 9, serverProperties, mechanisms: 'PLAIN', locales: 'en_US' });
      for (const frame of frames) this.#take(frame);
    } catch (error) {
      if (!(error instanceof AmqpError)) throw error;
      if (!this.#reader.greeted) {
        this.#socket.end(protocolHeader); // what a server answers to a protocol it does not speak
        return;
      }
      this.#fail(error);
      // Where one frame cannot be read, none after it can.
      if (error.code === 501 || error.code === 502) this.#socket.end();
    }
  }

  #take(frame: Frame): void {
    if (frame.type === 'heartbeat') return;
    if (frame.type !== 'method') {
      this.#channels.get(frame.channel)?.content(frame);
      return;
    }
    const method = readMethod(frame.payload);
    // After a close only its answer counts.
    if (this.#isClosing && method.name !== 'connection.close-ok' && method.name !== 'connection.close') return;
    if (frame.channel === 0) dispatch(this.#own, method);
    else this.#onChannel(frame.channel, method);
  }

  #onChannel(number: number, method: Method): void {
    const channel = this.#channels.get(number);
    if (method.name === 'channel.open') {
      if (channel !== undefined) throw new AmqpError(504, 'CHANNEL_ERROR - second channel.open');
      this.#channels.set(number, new Channel({
        number, broker: this.#broker, send: (frames) => this.#send(frames), published: (queue, taken) => this.#settings.published?.({ client: this.#name, queue, taken }),
      }));
      return this.#reply(number, 'channel.open-ok', { reserved1: '' });
    }
    if (method.name === 'channel.close') {
      this.#closeChannel(number);
      return this.#reply(number, 'channel.close-ok', {});
    }
    if (method.name === 'channel.close-ok' || channel === undefined) return undefined;
    try {
      return channel.handle(method);
    } catch (error) {
      // What goes wrong with a queue closes the channel; what is wrong with the bytes, the connection.
      if (!(error instanceof AmqpError) || ![404, 406].includes(error.code)) throw error;
      this.#closeChannel(number);
      return this.#reply(number, 'channel.close', { replyCode: error.code, replyText: error.message, classId: 0, methodId: 0 });
    }
  }

  #closeChannel(number: number): void {
    const channel = this.#channels.get(number);
    this.#channels.delete(number);
    channel?.close();
  }

  #beat(seconds: number): void {
    if (seconds === 0) return;
    this.#heartbeat = setInterval(() => this.#send([{ type: 'heartbeat', channel: 0, payload: Buffer.alloc(0) }]), seconds * 500);
    // Two silent intervals: nobody is there.
    this.#socket.setTimeout(seconds * 2_000, () => this.#socket.destroy());
  }

  #fail({ code, message }: AmqpError): void {
    this.#isClosing = true;
    this.#reply(0, 'connection.close', { replyCode: code, replyText: message, classId: 0, methodId: 0 });
    this.#socket.setTimeout(1_000, () => this.#socket.destroy());
  }

  #gone(): void {
    clearInterval(this.#heartbeat);
    for (const number of [...this.#channels.keys()]) this.#closeChannel(number);
  }

  #reply<N extends MethodName>(channel: number, name: N, args: Arguments<N>): void {
    this.#send([{ type: 'method', channel, payload: writeMethod(name, args) }]);
  }

  #send(frames: readonly Frame[]): void {
    if (this.#socket.writable) this.#socket.write(Buffer.concat(frames.map(writeFrame)));
  }
}
