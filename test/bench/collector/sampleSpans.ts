import { unixNano } from '#common/base/units.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { resourceSpans, scope, span } from '#engine/pdata/testing/traces.ts';
import { Attributes } from '#engine/pdata/value.ts';

/** One request as a busy service sends it: `count` spans of one resource with ten attributes of the usual kinds each, about 360 bytes a span. */
export function sampleRequest(count: number, seed = 0): Uint8Array {
  const spans = Array.from({ length: count }, (_, index) => {
    const at = index + seed * 100_003;
    const id = at.toString(16).padStart(16, '0');
    return span(`GET /visits/${String(at % 50)}`, {
      traceId: `a1b2c3d4e5f60718${id}`, spanId: id.replace(/^0/, '1'), parentSpanId: id.replace(/^0/, '2'), kind: 2,
      startTimeUnixNano: unixNano(1_700_000_000_000_000_000n + BigInt(at) * 1000n), endTimeUnixNano: unixNano(1_700_000_000_040_000_000n + BigInt(at) * 1003n),
      attributes: Attributes.of({
        'http.request.method': 'GET', 'url.path': `/visits/${String(at)}`, 'http.response.status_code': 200n, 'server.address': 'visits.local',
        'server.port': 8080n, 'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101', 'network.protocol.version': '1.1',
        'app.cached': at % 2 === 0, 'app.score': at / 7, 'client.address': `10.0.${String(at % 200)}.7`,
      }),
    });
  });
  const group = resourceSpans({ 'service.name': 'visits', 'service.version': '1.4.2', 'telemetry.sdk.name': 'opentelemetry', 'telemetry.sdk.language': 'nodejs' });
  return encodeProtobuf('traces', { resourceSpans: [{ ...group, scopeSpans: [{ scope: scope('@opentelemetry/instrumentation-http', '0.301.0'), spans, schemaUrl: '' }] }] });
}
