import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { signals } from '../signal.ts';
import { decodeExportResponse, encodeExportResponse } from './response.ts';
import { decodeStatus, encodeStatus } from './status.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('an export response', () => {
  it('of full success is what the real Collector sends', () => {
    for (const signal of signals) {
      expect([...encodeExportResponse(signal, 'proto')]).toEqual([0x0a, 0x00]);
      expect(text(encodeExportResponse(signal, 'json'))).toBe('{"partialSuccess":{}}');
    }
  });

  it('of partial success names the rejected by signal', () => {
    const partial = { rejected: 3n, errorMessage: 'too old' };

    expect(signals.map((signal) => text(encodeExportResponse(signal, 'json', partial)))).toEqual([
      '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"too old"}}',
      '{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old"}}',
      '{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"too old"}}',
    ]);
    for (const encoding of ['proto', 'json'] as const) expect(decodeExportResponse('logs', encoding, encodeExportResponse('logs', encoding, partial))).toEqual(partial);
  });

  it('without a word means success', () => {
    expect(decodeExportResponse('traces', 'proto', new Uint8Array())).toBeUndefined();
    expect(decodeExportResponse('traces', 'proto', Uint8Array.of(0x0a, 0))).toBeUndefined();
    expect(decodeExportResponse('traces', 'json', utf8('{}'))).toBeUndefined();
  });
});

describe('a status', () => {
  it('is google.rpc.Status in both encodings', () => {
    expect(text(encodeStatus('json', { code: 3, message: 'bad "data"' }))).toBe('{"code":3,"message":"bad \\"data\\""}');
    expect([...encodeStatus('proto', { code: 3, message: 'no' })]).toEqual([0x08, 3, 0x12, 2, 0x6e, 0x6f]);
  });

  it.each([1, 250, 1500, 30_000, 0.000001])('carries a retry delay of %d ms', (delay) => {
    const status = { code: 14, message: 'busy', retryDelay: millis(delay) };

    for (const encoding of ['proto', 'json'] as const) {
      const read = decodeStatus(encoding, encodeStatus(encoding, status));
      expect({ ...read, retryDelay: undefined }).toEqual({ ...status, retryDelay: undefined });
      expect(read?.retryDelay).toBeCloseTo(delay, 9);
    }
  });

  it('writes a delay as protobuf\'s JSON does', () => {
    expect(text(encodeStatus('json', { code: 8, message: '', retryDelay: millis(1500) }))).toBe(
      '{"code":8,"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.500s"}]}',
    );
  });

  it('is not what a proxy answers', () => {
    expect(decodeStatus('json', utf8('<html>Bad gateway</html>'))).toBeUndefined();
    expect(decodeStatus('proto', utf8('<html>Bad gateway</html>'))).toBeUndefined();
  });

  it('with a broken detail is still a status', () => {
    const retryInfo = utf8('type.googleapis.com/google.rpc.RetryInfo');
    const any = [0x0a, retryInfo.length, ...retryInfo, 0x12, 3, 0x0a, 0x7f, 0x80];

    expect(decodeStatus('proto', Uint8Array.of(0x08, 3, 0x1a, any.length, ...any))).toEqual({ code: 3, message: '', retryDelay: undefined });
  });
});
