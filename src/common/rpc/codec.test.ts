import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, FrameError } from './codec.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
// What JSON keeps: -0 becomes 0, so it is left out.
const leaf = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)));
const { message } = fc.letrec((tie) => ({
  message: fc.oneof({ maxDepth: 5 }, leaf, bytes, fc.array(tie('message'), { maxLength: 5 }), fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('message'), { maxKeys: 5 })),
}));

const binary = (header: unknown, ...tail: number[]): Uint8Array<ArrayBuffer> => {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const frame = new Uint8Array(4 + text.length + tail.length);
  new DataView(frame.buffer).setUint32(0, text.length);
  frame.set(text, 4);
  frame.set(tail, 4 + text.length);
  return frame;
};
const decodedOrRefused = (frame: string | Uint8Array<ArrayBuffer>): string => {
  try {
    decodeFrame(frame);
    return 'decoded';
  } catch (error) {
    return error instanceof FrameError ? 'refused' : String(error);
  }
};

describe('frame codec', () => {
  it('gives back every message', () => {
    fc.assert(fc.property(message, (value) => {
      expect(decodeFrame(encodeFrame(value))).toEqual(value);
    }));
  });

  it('stays text without byte arrays and becomes binary with one', () => {
    expect(encodeFrame({ a: [1, 'x'] })).toBe('{"a":[1,"x"]}');
    expect(encodeFrame({ a: new Uint8Array([1]) })).toBeInstanceOf(Uint8Array);
  });

  it('leaves the message it encodes alone', () => {
    const value = Object.freeze({ list: Object.freeze([new Uint8Array([7])]) });

    encodeFrame(value);

    expect(value.list[0]).toEqual(new Uint8Array([7]));
  });

  it('refuses any damage to a frame with an error of its own', () => {
    fc.assert(fc.property(bytes, fc.nat(), fc.integer({ min: 0, max: 255 }), (blob, position, value) => {
      const frame = encodeFrame({ result: blob, more: [blob] });
      if (typeof frame === 'string') throw new Error('expected a binary frame');
      frame[position % frame.length] = value;
      expect(decodedOrRefused(frame)).toMatch(/^(decoded|refused)$/);
      expect(decodedOrRefused(frame.slice(0, position % frame.length))).toBe('refused');
    }));
  });

  it('refuses arbitrary bytes and text with an error of its own', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array)), fc.string()), (frame) => {
      expect(decodedOrRefused(frame)).toMatch(/^(decoded|refused)$/);
    }));
  });

  it.each([
    ['no list', { message: null }],
    ['a place that does not exist', { message: {}, blobs: [[['a'], 0]] }],
    ['a place that is taken', { message: { a: 1 }, blobs: [[['a'], 0]] }],
    ['a place on the prototype', { message: {}, blobs: [[['__proto__', 'polluted'], 0]] }],
    ['a negative length', { message: null, blobs: [[[], -1]] }],
    ['a fractional length', { message: null, blobs: [[[], 0.5]] }],
    ['more bytes than there are', { message: null, blobs: [[[], 9]] }],
    ['too many byte arrays', { message: null, blobs: Array.from({ length: 10_001 }, () => [[], 0]) }],
  ])('refuses a header with %s', (_, header) => {
    expect(() => decodeFrame(binary(header))).toThrow(FrameError);
    expect('polluted' in {}).toBe(false);
  });

  it('refuses bytes that belong to nothing', () => {
    expect(() => decodeFrame(binary({ message: null, blobs: [[[], 1]] }, 1, 2))).toThrow('longer than its byte arrays');
  });

  it('refuses a frame above the cap before reading it', () => {
    expect(() => decodeFrame('"12345"', 6)).toThrow('longer than 6');
    expect(() => decodeFrame(new Uint8Array(7), 6)).toThrow('longer than 6');
  });

  it('survives deep nesting', () => {
    expect(decodedOrRefused('['.repeat(200_000))).toBe('refused');
  });
});
