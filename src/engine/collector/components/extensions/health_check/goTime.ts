/** Go's time.RFC3339Nano in UTC: as many digits of a second as it needs. */
export function rfc3339Nano(unixNano: bigint): string {
  const fraction = String(unixNano % 1_000_000_000n).padStart(9, '0').replace(/0+$/, '');
  return `${new Date(Number(unixNano / 1_000_000n)).toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

const units = [['ms', 1_000_000n], ['µs', 1000n], ['ns', 1n]] as const;

/** Go's Duration.String for a span of time that is not negative: `1h2m3.5s`, `1.5ms`, `0s`. Nanoseconds. */
export function goDuration(nanos: bigint): string {
  const second = 1_000_000_000n;
  if (nanos === 0n) return '0s';
  if (nanos < second) {
    const [unit, size] = units.find(([, one]) => nanos >= one) ?? units[2];
    return `${decimal(nanos, size)}${unit}`;
  }
  const minutes = nanos / (60n * second);
  const rest = `${decimal(nanos % (60n * second), second)}s`;
  if (minutes === 0n) return rest;
  return minutes < 60n ? `${String(minutes)}m${rest}` : `${String(minutes / 60n)}h${String(minutes % 60n)}m${rest}`;
}

function decimal(value: bigint, one: bigint): string {
  const fraction = String(value % one).padStart(String(one).length - 1, '0').replace(/0+$/, '');
  return `${String(value / one)}${fraction === '' ? '' : `.${fraction}`}`;
}
