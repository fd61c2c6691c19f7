import { AmqpError, frameError } from './wire.ts';

export type Frame = { readonly type: 'method' | 'header' | 'body' | 'heartbeat'; readonly channel: number; readonly payload: Buffer };

const types = new Map<number, Frame['type']>([[1, 'method'], [2, 'header'], [3, 'body'], [8, 'heartbeat']]);
const numbers = { method: 1, header: 2, body: 3, heartbeat: 8 } as const;
const end = 0xce;
/** What a client sends first. */
export const protocolHeader = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]);
/** Longest frame, its seven bytes of head and one of end included. */
export const frameMax = 131_072;

/** Cuts a stream of bytes into frames. The first eight bytes must be the protocol header. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);
  #greeted = false;

  /** The frames that are complete now. Throws AmqpError at bytes that are none; the stream is then lost. */
  feed(bytes: Buffer): readonly Frame[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    if (!this.#greeted) {
      if (this.#pending.length < protocolHeader.length) return [];
      if (!this.#pending.subarray(0, protocolHeader.length).equals(protocolHeader)) throw new AmqpError(0, 'this is an AMQP 0-9-1 server');
      this.#greeted = true;
      this.#pending = this.#pending.subarray(protocolHeader.length);
    }
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) frames.push(frame);
    return frames;
  }

  get greeted(): boolean {
    return this.#greeted;
  }

  #next(): Frame | undefined {
    if (this.#pending.length < 7) return undefined;
    const size = this.#pending.readUInt32BE(3);
    if (size + 8 > frameMax) throw frameError(`a frame of ${String(size)} bytes is too long`);
    if (this.#pending.length < size + 8) return undefined;
    const type = types.get(this.#pending.readUInt8(0));
    if (type === undefined || this.#pending.readUInt8(7 + size) !== end) throw frameError('this is no frame');
    const frame = { type, channel: this.#pending.readUInt16BE(1), payload: this.#pending.subarray(7, 7 + size) };
    this.#pending = this.#pending.subarray(size + 8);
    return frame;
  }
}

/** A frame as it goes over the wire: type, channel, length, payload, end octet (AMQP 0-9-1, 2.3.5). */
export function writeFrame({ type, channel, payload }: Frame): Buffer {
  const frame = Buffer.allocUnsafe(payload.length + 8);
  frame.writeUInt8(numbers[type], 0);
  frame.writeUInt16BE(channel, 1);
  frame.writeUInt32BE(payload.length, 3);
  payload.copy(frame, 7);
  frame.writeUInt8(end, payload.length + 7);
  return frame;
}
