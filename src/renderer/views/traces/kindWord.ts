import type { SpanRow } from '#common/contract/telemetry.ts';

/** The word of a span's kind, by key of the words of this view. */
export const kindWord = {
  unspecified: 'kindUnspecified', internal: 'kindInternal', server: 'kindServer', client: 'kindClient', producer: 'kindProducer', consumer: 'kindConsumer',
} as const satisfies Record<SpanRow['kind'], string>;
