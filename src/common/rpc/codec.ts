import { errorMessage } from '../base/errors.ts';
import type { Frame } from './channel.ts';

/** Frames longer than this are refused unless told otherwise: characters of a text frame, bytes of a binary one. */
const maxFrameLength = 64 * 1024 * 1024;
/** Byte arrays one binary frame may carry. */
const maxBlobs = 10_000;
const lengthBytes = 4;

/** The frame is not one of ours, or is broken: the other side is at fault. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Where a byte array belongs in the message, and how long it is. */
type Blob = readonly [path: readonly string[], byteLength: number];

/**
 * Text when the message is plain JSON. When it holds byte arrays: header length (uint32, big-endian), header (JSON: the message with null for
 * each byte array, and the list of their places), then the bytes one after the other.
 * Throws for what JSON cannot say (bigint, cycles): our bug.
 */
export function encodeFrame(message: unknown): Frame {
  const blobs: { readonly path: readonly string[]; readonly bytes: Uint8Array }[] = [];
  const plain = takeBytes(message, [], (path, bytes) => blobs.push({ path, bytes }));
  if (blobs.length === 0) return JSON.stringify(message);
  const header = new TextEncoder().encode(JSON.stringify({ message: plain, blobs: blobs.map(({ path, bytes }): Blob => [path, bytes.length]) }));
  const total = blobs.reduce((sum, { bytes }) => sum + bytes.length, lengthBytes + header.length);
  const frame = new Uint8Array(total);
  new DataView(frame.buffer).setUint32(0, header.length);
  frame.set(header, lengthBytes);
  let offset = lengthBytes + header.length;
  for (const { bytes } of blobs) {
    frame.set(bytes, offset);
    offset += bytes.length;
  }
  return frame;
}

/** The message of a frame. Byte arrays are views of the frame's own memory. Throws FrameError for anything that is not a whole frame. */
export function decodeFrame(frame: Frame, maxLength = maxFrameLength): unknown {
  if (frame.length > maxLength) throw new FrameError(`frame of ${String(frame.length)} is longer than ${String(maxLength)}`);
  return typeof frame === 'string' ? parseJson(frame) : decodeBinary(frame);
}

function decodeBinary(frame: Uint8Array<ArrayBuffer>): unknown {
  if (frame.length < lengthBytes) throw new FrameError('frame is too short for its header');
  const headerEnd = lengthBytes + new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (headerEnd > frame.length) throw new FrameError('frame is shorter than its header says');
  const header = parseJson(decodeText(frame.subarray(lengthBytes, headerEnd)));
  if (!isRecord(header) || !Array.isArray(header['blobs'])) throw new FrameError('frame has no list of byte arrays');
  if (header['blobs'].length > maxBlobs) throw new FrameError('frame holds too many byte arrays');
  const root: Record<string, unknown> = { message: header['message'] };
  let offset = headerEnd;
  for (const blob of header['blobs']) {
    if (!isBlob(blob)) throw new FrameError('frame has a broken list of byte arrays');
    const [path, length] = blob;
    if (length > frame.length - offset) throw new FrameError('frame is shorter than its byte arrays');
    putBytes(root, ['message', ...path], frame.subarray(offset, offset + length));
    offset += length;
  }
  if (offset !== frame.length) throw new FrameError('frame is longer than its byte arrays');
  return root['message'];
}

/** A copy with null for each byte array below `value`; `value` itself, uncopied, when there is none. */
function takeBytes(value: unknown, path: readonly string[], take: (path: readonly string[], bytes: Uint8Array) => void): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) {
    take(path, value);
    return null;
  }
  let copy: Record<string, unknown> | unknown[] | undefined;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || child === null) continue;
    const plain = takeBytes(child, [...path, key], take);
    if (plain === child) continue;
    copy ??= Array.isArray(value) ? value.map((item: unknown) => item) : { ...value };
    define(copy, key, plain);
  }
  return copy ?? value;
}

/** Puts `bytes` where the sender left a null. Walks own properties only, so that no path reaches a prototype. */
function putBytes(root: object, path: readonly string[], bytes: Uint8Array): void {
  let holder = root;
  for (const [index, key] of path.entries()) {
    const child: unknown = Object.hasOwn(holder, key) ? Object.getOwnPropertyDescriptor(holder, key)?.value : undefined;
    if (index === path.length - 1 && child === null) define(holder, key, bytes);
    else if (typeof child === 'object' && child !== null && !(child instanceof Uint8Array) && index < path.length - 1) holder = child;
    else throw new FrameError('frame puts a byte array where there is no place for it');
  }
}

/** Not an assignment: a key may be `__proto__`. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function isBlob(value: unknown): value is Blob {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const path: unknown = value[0];
  const length: unknown = value[1];
  return Array.isArray(path) && path.every((key) => typeof key === 'string') && typeof length === 'number' && Number.isSafeInteger(length) && length >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FrameError(`frame is not JSON: ${errorMessage(error)}`);
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new FrameError(`frame header is not UTF-8: ${errorMessage(error)}`);
  }
}
