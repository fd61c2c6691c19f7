/**
 * Picks instrumentations as OTEL_NODE_ENABLED_INSTRUMENTATIONS and OTEL_NODE_DISABLED_INSTRUMENTATIONS say: comma-separated short names (`http`, `express`),
 * with the meaning that @opentelemetry/auto-instrumentations-node gives them (0.80: when the first is set, only those; the second always removes).
 */
export function chosenInstrumentations<T>(makers: Readonly<Record<string, () => T>>): T[] {
  const enabled = names('OTEL_NODE_ENABLED_INSTRUMENTATIONS');
  const disabled = names('OTEL_NODE_DISABLED_INSTRUMENTATIONS');
  return Object.entries(makers)
    .filter(([name]) => (enabled.length === 0 || enabled.includes(name)) && !disabled.includes(name))
    .map(([, make]) => make());
}

function names(variable: string): readonly string[] {
  return (process.env[variable] ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
}
