import { encodeJson } from '#engine/pdata/otlp/json.ts';
import type { StoredTrace } from './storedTrace.ts';
import { toTraces } from './toTraces.ts';

/** The trace as one OTLP/JSON document, UTF-8. */
export function exportTrace(trace: StoredTrace): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(encodeJson('traces', toTraces(trace.spans)));
}
