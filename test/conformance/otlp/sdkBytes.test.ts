import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { mapAttributes } from '#engine/pdata/testing/mapAttributes.ts';
import { decodeJson, encodeJson } from '#engine/pdata/otlp/json.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import { signals, type Signal } from '#engine/pdata/signal.ts';
import { plain } from '#engine/pdata/testing/plain.ts';
import { captureServer, type Captured } from './capture.ts';
import { emitLogs, emitMetrics, emitTraces } from './emit.ts';
import { normalize, oracleView } from './oracle.ts';

const isJson = (request: Pick<Captured, 'contentType'>): boolean => request.contentType.startsWith('application/json');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const ourView = (signal: Signal, json: string): unknown => normalize(JSON.parse(json), signal, false);

let server: Awaited<ReturnType<typeof captureServer>>;

beforeAll(async () => {
  server = await captureServer((signal, contentType) => encodeExportResponse(signal, contentType.startsWith('application/json') ? 'json' : 'proto'));
  await Promise.all([emitTraces(server.url), emitLogs(server.url), emitMetrics(server.url, 'proto'), emitMetrics(server.url, 'json')]);
});
afterAll(() => server.close());

const sent = (signal: Signal, json: boolean): Uint8Array[] =>
  server.captured.filter((request) => request.signal === signal && isJson(request) === json).map(({ body }) => body);

describe.each(signals)('%s of the real SDK', (signal) => {
  it('arrive in both encodings', () => {
    expect(sent(signal, false).length).toBeGreaterThan(0);
    expect(sent(signal, true).length).toBeGreaterThan(0);
  });

  it('are read from protobuf as the oracle reads them', () => {
    for (const body of sent(signal, false)) {
      const decoded = decodeProtobuf(signal, body);

      expect(itemCount(signal, decoded)).toBeGreaterThan(3);
      expect(ourView(signal, encodeJson(signal, decoded))).toEqual(oracleView(signal, body));
    }
  });

  it('are understood by the oracle when we re-encode them field by field', () => {
    for (const body of sent(signal, false)) {
      const reencoded = encodeProtobuf(signal, plain(signal, decodeProtobuf(signal, body)));

      expect(oracleView(signal, reencoded)).toEqual(oracleView(signal, body));
    }
  });

  it('are forwarded byte for byte when nobody changed them', () => {
    for (const body of sent(signal, false)) expect(encodeProtobuf(signal, decodeProtobuf(signal, body))).toEqual(body);
  });

  it('are read from JSON completely', () => {
    for (const body of sent(signal, true)) {
      const decoded = decodeJson(signal, text(body));

      expect(ourView(signal, encodeJson(signal, decoded))).toEqual(ourView(signal, text(body)));
      expect(oracleView(signal, encodeProtobuf(signal, decoded))).toEqual(ourView(signal, text(body)));
    }
  });

  it('carry a changed attribute to the oracle', () => {
    for (const body of sent(signal, false)) {
      const changed = mapAttributes(signal, decodeProtobuf(signal, body), (attributes) => attributes.with('added', 'by us'));
      const view = JSON.stringify(oracleView(signal, encodeProtobuf(signal, changed)));

      expect(view.split('"by us"')).toHaveLength(itemCount(signal, changed) + 1);
    }
  });
});

describe.each(['traces', 'logs'] as const)('%s of the real SDK', (signal) => {
  it('are equal however they were sent', () => {
    const [proto, json] = [sent(signal, false), sent(signal, true)];

    expect(proto).toHaveLength(1);
    expect(decodeJson(signal, text(json[0]!))).toEqual(plain(signal, decodeProtobuf(signal, proto[0]!)));
  });
});
