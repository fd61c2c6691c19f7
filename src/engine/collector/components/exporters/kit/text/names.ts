/** A word as Go's String methods print it; an unknown number has none and prints nothing. */
export const capitalized = (word: string | undefined): string => (word === undefined ? '' : word.charAt(0).toUpperCase() + word.slice(1));

const severities = ['Trace', 'Debug', 'Info', 'Warn', 'Error', 'Fatal'];

/** plog.SeverityNumber: 1 to 24 are six words of four steps each: `Info`, `Info2`, …. */
export function severityName(number: number): string {
  if (number === 0) return 'Unspecified';
  const step = (number - 1) % 4;
  const word = severities[Math.floor((number - 1) / 4)];
  return word === undefined ? '' : `${word}${step === 0 ? '' : String(step + 1)}`;
}

/** pmetric.AggregationTemporality by its number. */
export const temporalityName = (number: number): string => ['Unspecified', 'Delta', 'Cumulative'][number] ?? '';
