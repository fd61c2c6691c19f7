import { type ExporterHelperRules, exporterHelperRules, exporterHelperRules2023 } from '../../../helpers/exporterHelperRules.ts';

/** How the releases' OTLP exporters differ, as data. */
export interface OtlpExporterRules {
  readonly helper: ExporterHelperRules;
  /** `warn`: data that the server would not take is gone with a warning; otherwise the export has failed, and this says the failure. */
  readonly partialSuccess: 'warn' | ((message: string, rejected: number) => string);
  /** How configauth calls the client it could not find. */
  readonly client: string;
  /** True: a failed HTTP request counts as the gRPC status of its kind; false: it is a plain error, and delays are always told. */
  readonly httpStatuses: boolean;
}

/** Upstream v0.159. */
export const otlpRules = (client: string): OtlpExporterRules => ({ helper: exporterHelperRules, partialSuccess: 'warn', client, httpStatuses: true });

/** Upstream v0.84. */
export const otlpRules2023 = (partialSuccess: (message: string, rejected: number) => string): OtlpExporterRules =>
  ({ helper: exporterHelperRules2023, partialSuccess, client: 'client', httpStatuses: false });
