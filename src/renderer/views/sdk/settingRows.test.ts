import { describe, expect, it } from 'vitest';
import { settingRows } from './settingRows.ts';

const agreement = (written: string | null, effective: string | null) => settingRows([{ key: 'propagators', variable: 'OTEL_PROPAGATORS', written, effective }])[0]?.agreement;

describe('settingRows', () => {
  it.each([
    ['tracecontext,baggage', 'tracecontext,baggage'], ['tracecontext, baggage', 'tracecontext,baggage'], ['0.50', '0.5'], ['True', 'true'], ['', ''],
  ])('sees that %j and %j are the same', (written, effective) => {
    expect(agreement(written, effective)).toBe('same');
  });

  it.each([['b3', 'tracecontext,baggage'], ['baggage,tracecontext', 'tracecontext,baggage'], ['0.5', '0.05'], ['B3', 'b3'], ['', '0']])('marks that %j is not %j', (written, effective) => {
    expect(agreement(written, effective)).toBe('differs');
  });

  it('marks nothing where nothing is written or nothing is answered', () => {
    expect(agreement(null, 'tracecontext,baggage')).toBe('default');
    expect(agreement(null, null)).toBe('default');
    expect(agreement('b3', null)).toBe('unknown');
  });
});
