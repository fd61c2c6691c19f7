import type { GrpcStatusName } from '#engine/network/network.ts';
import { type HttpServerRules, httpServerRules, httpServerRules2023 } from '../../../helpers/httpServer.ts';
import { type JsonReading, jsonReading, jsonReading2023 } from './json/findMistake.ts';
import { httpStatusOf, type Status, statusOf, statusOf2023 } from './status.ts';

/** How the releases' receivers differ, as data. */
export interface OtlpReceiverRules {
  /** What a failed pipeline means for the sender. */
  readonly statusOf: (thrown: unknown) => Status;
  /** The HTTP code that goes with such a status. */
  readonly httpStatusOf: (name: GrpcStatusName) => number;
  /** True: 429 and 503 say in Retry-After how long to wait. */
  readonly saysRetryAfter: boolean;
  /** True: a refused caller is told why, in its own encoding; false: only `Unauthorized`, as text. */
  readonly explainsUnauthorized: boolean;
  /** True: a request without a content type that cannot be read is answered in JSON. */
  readonly guessesJson: boolean;
  /** True: failures inside the receiver have a counter. */
  readonly countsFailed: boolean;
  /** True: the lines below come before the address is taken, and say it as configured. */
  readonly saysBeforeListening: boolean;
  /** How its decoder of JSON reads, and words what is wrong. */
  readonly json: JsonReading;
  /** True: what is no UTF-8 cannot be told. */
  readonly tellsTextOnly: boolean;
  /** What stands before its HTTP endpoints. */
  readonly server: HttpServerRules;
  readonly callers: { readonly grpc: string; readonly http: string };
}

/** Upstream otlpreceiver v0.159. */
export const otlpReceiverRules: OtlpReceiverRules = {
  statusOf, httpStatusOf, saysRetryAfter: true, explainsUnauthorized: true, guessesJson: true, countsFailed: true, saysBeforeListening: false,
  json: jsonReading, server: httpServerRules, tellsTextOnly: true,
  callers: { grpc: 'otlpreceiver@v0.159.0/otlp.go:120', http: 'otlpreceiver@v0.159.0/otlp.go:175' },
};

/** Upstream otlpreceiver v0.84. */
export const otlpReceiverRules2023: OtlpReceiverRules = {
  statusOf: statusOf2023, httpStatusOf: () => 500, saysRetryAfter: false, explainsUnauthorized: false, guessesJson: false, countsFailed: false, saysBeforeListening: true,
  json: jsonReading2023, server: httpServerRules2023, tellsTextOnly: false,
  callers: { grpc: 'otlpreceiver@v0.84.0/otlp.go:83', http: 'otlpreceiver@v0.84.0/otlp.go:101' },
};
