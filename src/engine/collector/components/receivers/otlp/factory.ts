import { defineReceiver } from '../../../component/factory.ts';
import { OtlpReceiverConfig, OtlpReceiverConfig2023, validateOtlp, validateOtlp2023 } from './config.ts';
import { OtlpReceiver } from './otlpReceiver.ts';
import { otlpReceiverRules, otlpReceiverRules2023 } from './rules.ts';

const common = { type: 'otlp', summary: 'Receives OTLP over gRPC and HTTP.' } as const;

/** Upstream otlpreceiver v0.159. */
export const otlpReceiver = defineReceiver<OtlpReceiverConfig>({
  ...common, config: OtlpReceiverConfig, validate: validateOtlp,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
  create: (set, config, next) => new OtlpReceiver(set, { config, rules: otlpReceiverRules, next }),
});

/** Upstream otlpreceiver v0.84. */
export const otlpReceiver2023 = defineReceiver<OtlpReceiverConfig>({
  ...common, config: OtlpReceiverConfig2023, validate: validateOtlp2023,
  stability: { traces: 'stable', metrics: 'stable', logs: 'beta' },
  create: (set, config, next) => new OtlpReceiver(set, { config, rules: otlpReceiverRules2023, next }),
});
