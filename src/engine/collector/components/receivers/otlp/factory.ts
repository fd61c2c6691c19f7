import { defineReceiver } from '../../../component/factory.ts';
import { OtlpReceiverConfig, validateOtlp } from './config.ts';
import { OtlpReceiver } from './otlpReceiver.ts';

/** Upstream otlpreceiver v0.159. */
export const otlpReceiver = defineReceiver<OtlpReceiverConfig>({
  type: 'otlp',
  summary: 'Receives OTLP over gRPC and HTTP.',
  config: OtlpReceiverConfig,
  validate: validateOtlp,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
  create: (set, config, next) => new OtlpReceiver(set, config, next),
});
