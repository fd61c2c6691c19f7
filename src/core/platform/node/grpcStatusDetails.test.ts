import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeStatusDetails, retryDelayMillis } from './grpcStatusDetails.ts';

describe('retryDelayMillis', () => {
  it('reads what encodeStatusDetails wrote', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.string(), (delay, message) => {
      expect(retryDelayMillis(encodeStatusDetails(8, message, delay))).toBe(delay);
    }));
  });

  it('reads bytes that grpc-go writes', () => {
    // google.rpc.Status{code: 14, message: "slow down", details: [RetryInfo{retry_delay: 13s}]}
    const details = Buffer.from('080e1209736c6f7720646f776e1a300a28747970652e676f6f676c65617069732e636f6d2f676f6f676c652e7270632e5265747279496e666f12040a02080d', 'hex');

    expect(retryDelayMillis(details)).toBe(13_000);
  });

  it('gives undefined for damage and for other details', () => {
    expect(retryDelayMillis(new Uint8Array())).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const delay = retryDelayMillis(bytes);
      expect(delay === undefined || delay >= 0).toBe(true);
    }));
  });
});
