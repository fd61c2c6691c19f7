/**
 * The spans in an encoded ExportTraceServiceRequest, counted by stepping from length to length: cheap enough to check every request of a
 * bench. Written without the engine's own codec, which is what is measured.
 */
export function countSpans(bytes: Uint8Array): number {
  return count(bytes, { from: 0, to: bytes.length, level: 0 });
}

/** The field that leads further down: request.resource_spans, resource_spans.scope_spans, scope_spans.spans. */
const wanted = [1, 2, 2] as const;

function count(bytes: Uint8Array, { from, to, level }: { readonly from: number; readonly to: number; readonly level: number }): number {
  let total = 0;
  for (let at = from; at < to; ) {
    const tag = bytes[at] ?? 0;
    // Every field of these three messages is length-delimited and has a number below 16.
    if ((tag & 7) !== 2) throw new Error(`no OTLP request: tag ${String(tag)} at byte ${String(at)}`);
    let length = 0;
    let byte = 0x80;
    at += 1;
    for (let shift = 0; byte >= 0x80; shift += 7, at += 1) {
      byte = bytes[at] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
    }
    if (tag >>> 3 === wanted[level]) total += level === 2 ? 1 : count(bytes, { from: at, to: at + length, level: level + 1 });
    at += length;
  }
  return total;
}
