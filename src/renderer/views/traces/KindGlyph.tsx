import type { ReactElement } from 'react';
import type { SpanRow } from '#common/contract/telemetry.ts';

const paths = {
  // Into a bar: work comes in. Out of a bar: work goes out. A double bar is a queue.
  server: 'M1 7h8M6 4l3 3-3 3M12 2.5v9', client: 'M2 2.5v9M5 7h8M10 4l3 3-3 3', internal: 'M7 4.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6',
  producer: 'M1.5 2.5v9M4 2.5v9M6 7h7M10 4l3 3-3 3', consumer: 'M1 7h7M5 4l3 3-3 3M10.5 2.5v9M13 2.5v9', unspecified: 'M4 7h6',
} as const satisfies Record<SpanRow['kind'], string>;

/** A span's kind as a shape; the row's name says it in words. */
export function KindGlyph({ kind }: { readonly kind: SpanRow['kind'] }): ReactElement {
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth={1.3} strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      <path d={paths[kind]} />
    </svg>
  );
}
