export interface FeatureGate {
  readonly id: string;
  readonly stage: 'Alpha' | 'Beta' | 'Stable';
  readonly enabled: boolean;
}
const gate = (id: string, stage: FeatureGate['stage'] = 'Alpha'): FeatureGate => ({ id, stage, enabled: stage !== 'Alpha' });

/** Gates of the core Collector v0.159, as they are by default. */
export const currentGates: readonly FeatureGate[] = [
  gate('confmap.enableMergeAppendOption'), gate('pdata.useProtoPooling'), gate('pkg.exporterhelper.queueBatchEnabled'), gate('receiverhelper.newReceiverMetrics'),
  gate('service.AllowNoPipelines'), gate('service.partialReload'), gate('service.partialReloadReceivers', 'Beta'), gate('service.profilesSupport'),
  gate('telemetry.newPipelineTelemetry'),
];
/** Gates of the core Collector v0.84, likewise. */
export const gates2023: readonly FeatureGate[] = [
  gate('confmap.expandEnabled', 'Stable'), gate('telemetry.disableHighCardinalityMetrics'), gate('telemetry.useOtelForInternalMetrics'), gate('telemetry.useOtelWithSDKConfigurationForInternalTelemetry'),
];
