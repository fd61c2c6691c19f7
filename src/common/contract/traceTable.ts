import { SpanKind, type SpanRow, type TraceDetail, type TraceSummary, type TraceTable } from './telemetry.ts';

const kinds = SpanKind.options;
const statuses = ['unset', 'ok', 'error'] as const satisfies readonly SpanRow['status'][];
const indexWidth = 5;
const timeWidth = 3;
const hexBytes = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

export function packTrace({ summary, startUnixNano, spans }: { readonly summary: TraceSummary; readonly startUnixNano: string; readonly spans: readonly SpanRow[] }): TraceTable {
  const words = new Words();
  const spanIds = new Uint8Array(spans.length * 8);
  const indexes = new Int32Array(spans.length * indexWidth);
  const times = new Float64Array(spans.length * timeWidth);
  const flags = new Uint8Array(spans.length);
  spans.forEach((span, row) => {
    for (let byte = 0; byte < 8; byte += 1) spanIds[row * 8 + byte] = (nibble(span.spanId.charCodeAt(byte * 2)) << 4) | nibble(span.spanId.charCodeAt(byte * 2 + 1));
    const at = row * indexWidth;
    indexes[at] = span.parentIndex;
    indexes[at + 1] = span.depth;
    indexes[at + 2] = words.place(span.service);
    indexes[at + 3] = words.place(span.name);
    indexes[at + 4] = span.peer === null ? -1 : words.place(span.peer);
    times[row * timeWidth] = span.startNanos;
    times[row * timeWidth + 1] = span.durationNanos;
    times[row * timeWidth + 2] = span.selfNanos;
    flags[row] = kinds.indexOf(span.kind) | (statuses.indexOf(span.status) << 3) | (span.orphan ? 32 : 0);
  });
  return { summary, startUnixNano, words: [...words.all], spanIds, indexes: new Uint8Array(indexes.buffer), times: new Uint8Array(times.buffer), flags };
}

export function unpackTrace({ summary, startUnixNano, words, spanIds, indexes, times, flags }: TraceTable): TraceDetail {
  // Copies: the bytes of a frame start anywhere, typed arrays only at multiples of their width.
  const index = new Int32Array(indexes.slice().buffer);
  const time = new Float64Array(times.slice().buffer);
  const spans = Array.from(flags, (flag, row): SpanRow => {
    const at = row * indexWidth;
    return {
      spanId: hex(spanIds, row * 8),
      parentIndex: index[at] ?? -1,
      depth: index[at + 1] ?? 0,
      orphan: (flag & 32) !== 0,
      service: words[index[at + 2] ?? -1] ?? '',
      name: words[index[at + 3] ?? -1] ?? '',
      kind: kinds[flag & 7] ?? 'unspecified',
      status: statuses[(flag >> 3) & 3] ?? 'unset',
      startNanos: time[row * timeWidth] ?? 0,
      durationNanos: time[row * timeWidth + 1] ?? 0,
      selfNanos: time[row * timeWidth + 2] ?? 0,
      peer: words[index[at + 4] ?? -1] ?? null,
    };
  });
  return { summary, startUnixNano, spans };
}

/** The value of a lower-case hexadecimal digit, by its character code. */
const nibble = (code: number): number => (code < 58 ? code - 48 : code - 87);

function hex(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let byte = from; byte < from + 8; byte += 1) text += hexBytes[bytes[byte] ?? 0] ?? '';
  return text;
}

class Words {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  place(word: string): number {
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    this.#places.set(word, this.all.length);
    return this.all.push(word) - 1;
  }
}
