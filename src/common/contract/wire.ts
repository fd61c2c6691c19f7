import * as z from 'zod';
import { event, method } from './define.ts';

/** What a piece of a propagation header is. The screen has the words for each. */
export const FieldKind = z.enum([
  'version', 'traceId', 'parentId', 'flags', 'future',
  'spanId', 'sampled', 'b3ParentId', 'debug',
  'key', 'value', 'property', 'separator', 'invalid',
]);
/** Header values cut into fields, left to right; their texts joined are the value as it was sent. */
export const HeaderField = z.object({
  kind: FieldKind,
  text: z.string(),
  /** Why a receiver must not accept it, in the specification's terms; null when it is well formed. */
  problem: z.enum(['length', 'notHex', 'uppercase', 'allZero', 'forbiddenVersion', 'extraFields', 'badKey', 'badValue', 'duplicateKey', 'tooMany', 'tooLong', 'badEncoding', 'badFlag', 'duplicateHeader']).nullable(),
});
export type HeaderField = z.infer<typeof HeaderField>;

/** The dialect of a propagation header. */
export const Format = z.enum(['tracecontext', 'baggage', 'b3', 'b3multi']);
export type Format = z.infer<typeof Format>;

export const HeaderView = z.object({
  name: z.string(),
  value: z.string(),
  /** Null for a header that carries no context. */
  format: Format.nullable(),
  fields: z.array(HeaderField),
  /** True for what the lab itself adds (`x-clinic-…`): it is no telemetry. */
  isLabs: z.boolean(),
});
export type HeaderView = z.infer<typeof HeaderView>;

/**
 * What became of the context on this hop. sameTrace: the receiver goes on with the trace it was sent; newTrace: it was sent one and began
 * another; noContext: it was sent none; leaves: the receiver runs no SDK; failed: nobody answered; unknown: the receiver has not said.
 */
export const Verdict = z.enum(['sameTrace', 'newTrace', 'noContext', 'leaves', 'failed', 'unknown']);
export type Verdict = z.infer<typeof Verdict>;

export const WireRow = z.object({
  exchangeId: z.int(),
  startedUnixMillis: z.number(),
  from: z.string(),
  to: z.string(),
  /** The port as the sender dialled it: 3002. */
  port: z.int(),
  protocol: z.enum(['http', 'grpc', 'amqp', 'unknown']),
  /** Between services, or telemetry on its way to a collector. */
  kind: z.enum(['hop', 'otlp']),
  method: z.string(),
  path: z.string(),
  /** HTTP status; null when no answer came. */
  status: z.int().nullable(),
  /** Why no answer came, in words; null when one did. */
  error: z.string().nullable(),
  durationMillis: z.number().nullable(),
  /** Dialects among the headers that were sent. */
  formats: z.array(Format),
  traceId: z.string().nullable(),
  verdict: Verdict,
  pinned: z.boolean(),
  /** Of an OTLP request: what it carried; null for others. */
  otlp: z.object({
    signal: z.enum(['traces', 'metrics', 'logs', 'unknown']),
    encoding: z.enum(['protobuf', 'json', 'unknown']),
    compression: z.string(),
    /** As sent. Bytes. */
    wireBytes: z.int(),
    /** After decompression; null when it could not be told. Bytes. */
    rawBytes: z.int().nullable(),
    /** Spans, data points or log records; null when it could not be told. */
    items: z.int().nullable(),
  }).nullable(),
});
export type WireRow = z.infer<typeof WireRow>;

export const WireDetail = z.object({
  row: WireRow,
  requestHeaders: z.array(HeaderView),
  responseHeaders: z.array(HeaderView),
  requestBytes: z.int(),
  responseBytes: z.int(),
  /** The body as text, cut at 16 kB; null when it is not text. */
  requestBody: z.string().nullable(),
  /** Propagators of the sender (what it may write) and of the receiver (what it looks for), by the names of OTEL_PROPAGATORS; null for a party without an SDK. */
  senderPropagators: z.array(z.string()).nullable(),
  receiverPropagators: z.array(z.string()).nullable(),
  /** The span that the receiver began for it, as its SDK said; null when there is none, or it was not told. */
  receiverContext: z.object({ traceId: z.string(), spanId: z.string(), isSampled: z.boolean() }).nullable(),
  /** A command that sends the same request again. */
  curl: z.string(),
});
export type WireDetail = z.infer<typeof WireDetail>;

export const WireState = z.object({
  /** Off, requests go straight from service to service. */
  capturing: z.boolean(),
  /** Exchanges kept, and how many older ones were let go. */
  kept: z.int(),
  evicted: z.int(),
});
export type WireState = z.infer<typeof WireState>;

export const wire = {
  /** Newest first. `search` looks into hop, path, headers and trace id. */
  list: method(
    z.object({ kind: z.enum(['hop', 'otlp']), hop: z.string().nullable().default(null), traceId: z.string().nullable().default(null), search: z.string().max(200).default(''), limit: z.int().min(1).max(500).default(200) }),
    z.object({ rows: z.array(WireRow), state: WireState }),
  ),
  get: method(z.object({ exchangeId: z.int() }), WireDetail.nullable()),
  /** A pinned exchange is kept whatever comes. */
  pin: method(z.object({ exchangeId: z.int(), pinned: z.boolean() }), z.null()),
  setCapture: method(z.object({ capturing: z.boolean() }), WireState),
  clear: method(z.object({}), WireState),
  /** At most four times a second. */
  changed: event(WireState),
};
