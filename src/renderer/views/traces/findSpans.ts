import type { SpanRow } from '#common/contract/telemetry.ts';

/** Indices of the spans whose service, name, kind, peer or status hold every word of `query`, whatever its case. */
export function findSpans(spans: readonly SpanRow[], query: string): number[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const found: number[] = [];
  spans.forEach(({ service, name, kind, peer, status }, index) => {
    const text = `${service} ${name} ${kind} ${peer ?? ''} ${status === 'unset' ? '' : status}`.toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(index);
  });
  return found;
}
