import type { UnixNano } from '#common/base/units.ts';

/**
 * An absolute time as Go prints it in UTC: `2020-02-11 20:26:12.000000321 +0000 UTC`, without trailing zeros in the fraction.
 * From 2^63 on (the year 2262) it wraps to the past, as upstream's does.
 */
export function formatTime(time: UnixNano): string {
  const signed = BigInt.asIntN(64, time);
  const nanos = ((signed % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = Number((signed - nanos) / 1_000_000_000n);
  const [date = '', clock = ''] = new Date(seconds * 1000).toISOString().slice(0, 19).split('T');
  const fraction = nanos === 0n ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  return `${date} ${clock}${fraction} +0000 UTC`;
}
