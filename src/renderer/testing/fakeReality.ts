import type { reality, RealityRow, TraceFate } from '#common/contract/reality.ts';
import type { Handlers } from '#common/contract/define.ts';

const fates: readonly TraceFate[] = ['inFlight', 'onTheWay', 'complete', 'complete', 'partial', 'complete', 'lost', 'unsampled', 'split', 'complete'];

/** A ledger with something of everything in it. `traceIds` are those of the fake clinic's traces. */
export function fakeReality(traceIds: readonly string[], isEmpty: boolean): Handlers<typeof reality> {
  const rows: RealityRow[] = traceIds.map((traceId, index) => {
    const fate = fates[index % fates.length] ?? 'complete';
    const failed = index % 7 === 3;
    const ended = fate === 'inFlight' || fate === 'unsampled' ? 0 : 8;
    return {
      number: traceIds.length - index, operation: 'POST /book', via: index % 5 === 0 ? 'button' : 'traffic', sentUnixMillis: Date.now() - index * 900,
      status: fate === 'inFlight' ? null : failed ? 502 : 201, durationMillis: fate === 'inFlight' ? null : 748, error: failed && fate !== 'inFlight' ? 'billing answered 500' : null,
      visited: ['billing', 'vets', 'visits', 'web'].slice(fate === 'inFlight' ? 4 : 0), silent: fate === 'partial' ? ['billing'] : fate === 'unsampled' ? ['billing', 'vets', 'visits', 'web'] : [],
      traceIds: fate === 'split' ? [traceId, traceId.replace(/^4/, '5')] : [traceId], endedSpans: ended, arrivedSpans: fate === 'lost' || fate === 'onTheWay' ? 0 : fate === 'partial' ? 6 : ended, fate,
    };
  });
  const kept = isEmpty ? [] : rows;
  const count = (fate: TraceFate): number => kept.filter((row) => row.fate === fate).length;
  return {
    view: async ({ fate, failedOnly, limit }) => ({
      requests: { sent: kept.length, succeeded: isEmpty ? 0 : 45, failed: isEmpty ? 0 : 9, inFlight: count('inFlight') },
      items: { generated: 384, delivered: 320, dropped: 16, refused: 0, held: 48 }, balanced: true,
      fates: { inFlight: count('inFlight'), onTheWay: count('onTheWay'), complete: count('complete'), partial: count('partial'), lost: count('lost'), unsampled: count('unsampled'), split: count('split') },
      rows: kept.filter((row) => (fate === null || row.fate === fate) && (!failedOnly || row.error !== null)).slice(0, limit),
    }),
  };
}
