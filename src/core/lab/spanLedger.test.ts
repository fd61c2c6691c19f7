import { describe, expect, it } from 'vitest';
import { itemFates, noSpans, type SpanRecords } from './spanLedger.ts';

const records = (given: Partial<SpanRecords>): SpanRecords => ({ sdk: noSpans, accepted: 0, delivered: 0, givenUp: [], isOver: false, ...given });
const sdk = (ended: number, exported: number, failed = 0, lost = 0) => ({ ended, exported, failed, lost });

describe('itemFates', () => {
  it.each([
    ['all arrived', records({ sdk: sdk(10, 10), accepted: 10, delivered: 10, isOver: true }), [10, 10, 0, 0, 0]],
    ['some still in an SDK, some in a batch', records({ sdk: sdk(10, 8), accepted: 8, delivered: 5 }), [10, 5, 0, 0, 5]],
    ['the batch never came', records({ sdk: sdk(10, 10), accepted: 10, delivered: 5, isOver: true }), [10, 5, 5, 0, 0]],
    ['no collector to take them', records({ sdk: sdk(10, 0, 10), isOver: true }), [10, 0, 0, 10, 0]],
    ['a program died with its queue', records({ sdk: sdk(10, 6, 0, 4), accepted: 6, delivered: 6 }), [10, 6, 4, 0, 0]],
    ['the only exporter gave up on some', records({ sdk: sdk(10, 10), accepted: 10, delivered: 2, givenUp: [5] }), [10, 2, 5, 0, 3]],
    ['one of two exporters gave up, the other delivered', records({ sdk: sdk(10, 10), accepted: 10, delivered: 10, givenUp: [10, 0] }), [10, 10, 0, 0, 0]],
    ['taken, before the SDK heard so', records({ sdk: sdk(10, 4), accepted: 8, delivered: 6 }), [10, 6, 0, 0, 4]],
    ['refused for one branch, delivered by the other', records({ sdk: sdk(10, 4, 6), accepted: 4, delivered: 10, isOver: true }), [10, 10, 0, 0, 0]],
  ])('balances: %s', (_name, given, [generated, delivered, dropped, refused, held]) => {
    expect(itemFates(given)).toEqual({ items: { generated, delivered, dropped, refused, held }, balanced: true });
  });

  it.each([
    ['spans vanished between SDK and receiver', records({ sdk: sdk(10, 10), accepted: 8, delivered: 8, isOver: true })],
    ['more arrived than were made', records({ sdk: sdk(10, 10), accepted: 10, delivered: 12, isOver: true })],
    ['the answer never came, and all is over', records({ sdk: sdk(10, 4), accepted: 8, delivered: 8, isOver: true })],
    ['a receiver accepted what no SDK sent', records({ sdk: sdk(10, 10), accepted: 13, delivered: 10 })],
  ])('does not balance: %s', (_name, given) => {
    expect(itemFates(given).balanced).toBe(false);
  });
});
