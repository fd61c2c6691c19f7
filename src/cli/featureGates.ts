import type { Era, EraRules } from '#engine/collector/component/era.ts';
import type { Release } from '#engine/collector/component/release.ts';
import { CliError } from './cliError.ts';
import type { CliEnvironment } from './environment.ts';

/** One switch of a release, as its `featuregate` command tells of it. */
export interface FeatureGate {
  readonly id: string;
  readonly enabled: boolean;
  readonly stage: 'Alpha' | 'Beta';
  readonly description: string;
  /** Absent where the release does not tell. */
  readonly since?: string;
}

const off = (id: string, since: string | undefined, description: string): FeatureGate => ({ id, enabled: false, stage: 'Alpha', description, ...(since === undefined ? {} : { since }) });
const on = (id: string, since: string | undefined, description: string): FeatureGate => ({ id, enabled: true, stage: 'Beta', description, ...(since === undefined ? {} : { since }) });

/**
 * The gates of each release that concern the components we have, sorted. Few have an effect here (`effects`): with others a configuration runs as with the defaults.
 * Upstream registers more, for components we do not have.
 */
export const featureGates: Readonly<Record<Era, readonly FeatureGate[]>> = {
  current: [
    off('confmap.enableMergeAppendOption', 'v0.120.0', 'Combines lists when resolving configs from different sources. This feature gate will not be stabilized \'as is\'; the current behavior will remain the default.'),
    off('exporter.file.nativeCompression', 'v0.154.0', 'Use native file-level compression (zstd) instead of message-level compression. Creates standard .zst files compatible with standard decompression tools'),
    off('extension.healthcheck.useComponentStatus', 'v0.142.0', 'Switch to the shared healthcheck implementation powered by component status events'),
    off('filter.filterlog.useOTTLBridge', undefined, 'When enabled, filterlog will convert filterlog configuration to OTTL and use filterottl evaluation'),
    off('filter.filtermetric.useOTTLBridge', undefined, 'When enabled, filtermetric will convert filtermetric configuration to OTTL and use filterottl evaluation'),
    off('filter.filterspan.useOTTLBridge', undefined, 'When enabled, filterspan will convert filterspan configuration to OTTL and use filterottl evaluation'),
    on('ottl.PanicDuplicateName', 'v0.141.0', 'When enabled, the CreateFactoryMap panics if the name is duplicated.'),
    on('ottl.contexts.enableOTelColContext', 'v0.147.0', 'Enable the `otelcol` context for OTTL. This allows users using `otelcol.*` paths in their OTTL statements and conditions.'),
    off('ottl.functions.enableLambda', 'v0.155.0', 'Allow OTTL functions to take lambda arguments. When disabled, lambda arguments are rejected.'),
    off('ottl.set.allowNil', 'v0.158.0', 'When enabled, the set function passes nil values directly to the target.'),
    off('pdata.useProtoPooling', 'v0.133.0', 'When enabled, enable using local memory pools for underlying data that the pdata messages are pushed to.'),
    off('pkg.exporterhelper.queueBatchEnabled', 'v0.158.0', 'Enables exporterhelper batching by default in NewDefaultQueueConfig, as described in the batching migration RFC.'),
    off('receiverhelper.newReceiverMetrics', 'v0.138.0', 'Controls whether receivers emit new metrics and span attributes to distinguish downstream errors from internal errors. This is a breaking change for the semantics of the otelcol_receiver_refused_metric_points,  otelcol_receiver_refused_log_records and otelcol_receiver_refused_spans.'),
    off('service.AllowNoPipelines', 'v0.122.0', 'Allow starting the Collector without starting any pipelines.'),
    off('service.partialReload', 'v0.157.0', 'Controls whether configuration changes trigger a partial reload that rebuilds only the affected components.'),
    on('service.partialReloadReceivers', 'v0.157.0', 'Controls whether receiver-only configuration changes restart only the receivers.'),
    off('service.profilesSupport', 'v0.112.0', 'Controls whether profiles support can be enabled'),
    off('telemetry.newPipelineTelemetry', 'v0.123.0', 'Injects component-identifying scope attributes in internal Collector metrics'),
  ],
  '2023': [
    on('confmap.expandEnabled', undefined, 'controls whether expanding embedded external config providers URIs is enabled'),
    on('coreinternal.attraction.hash.sha256', undefined, 'When enabled, switches hashing algorithm from SHA-1 to SHA-2 256'),
    off('filter.filterlog.useOTTLBridge', undefined, 'When enabled, filterlog will convert filterlog configuration to OTTL and use filterottl evaluation'),
    off('filter.filtermetric.useOTTLBridge', undefined, 'When enabled, filtermetric will convert filtermetric configuration to OTTL and use filterottl evaluation'),
    off('filter.filterspan.useOTTLBridge', undefined, 'When enabled, filterspan will convert filterspan configuration to OTTL and use filterottl evaluation'),
    on('receiver.jaeger.DisableRemoteSampling', undefined, 'When enabled, the Jaeger Receiver will fail to start when it is configured with remote_sampling config. When disabled, the receiver will start and the remote_sampling config will be no-op.'),
    off('telemetry.disableHighCardinalityMetrics', undefined, 'controls whether the collector should enable potentially highcardinality metrics. The gate will be removed when the collector allows for view configuration.'),
    off('telemetry.useOtelForInternalMetrics', undefined, 'controls whether the collector uses OpenTelemetry for internal metrics'),
    off('telemetry.useOtelWithSDKConfigurationForInternalTelemetry', undefined, 'controls whether the collector supports extended OpenTelemetryconfiguration for internal telemetry'),
  ],
};

/** Releases that list every gate when one is not known. */
const listsGates: Readonly<Record<Era, boolean>> = { current: true, '2023': false };

/**
 * What `--feature-gates a,-b,+c` asks for beyond the defaults. Throws, with upstream's text and its exit code, at a gate nobody knows
 * (upstream featuregate/flag.go).
 */
function chosenGates(flags: readonly string[], era: Era): ReadonlyMap<string, boolean> {
  const chosen = new Map<string, boolean>();
  for (const flag of flags) {
    for (const written of flag === '' ? [] : flag.split(',')) {
      const id = written.replace(/^[-+]/, '');
      const gate = featureGates[era].find((known) => known.id === id);
      if (gate === undefined) {
        const list = listsGates[era] ? `. valid gates: [${featureGates[era].map((known) => known.id).join(' ')}]` : '';
        throw new CliError(`invalid argument ${JSON.stringify(flag)} for "--feature-gates" flag: no such feature gate ${JSON.stringify(id)}${list}`, 1);
      }
      chosen.set(id, !written.startsWith('-'));
    }
  }
  return new Map([...chosen].filter(([id, enabled]) => featureGates[era].some((gate) => gate.id === id && gate.enabled !== enabled)));
}

/** What a release is with a gate enabled that is disabled by default. */
const effects: Readonly<Record<string, (rules: EraRules) => EraRules>> = {
  'confmap.enableMergeAppendOption': (rules) => ({ ...rules, expansion: { ...rules.expansion, joinsLists: true } }),
  'service.AllowNoPipelines': (rules) => ({ ...rules, allowsNoPipelines: true }),
};

/** The release with these gates. Says of a changed gate from which nothing follows that it is so. Throws as `chosenGates` does. */
export function withGates(release: Release, flags: readonly string[], { err }: Pick<CliEnvironment, 'err'>): Release {
  let { rules } = release;
  for (const [id, enabled] of chosenGates(flags, rules.era)) {
    const effect = effects[id];
    if (effect === undefined) err(`Traceground knows the feature gate ${id} but has no use for it: it stays ${enabled ? 'disabled' : 'enabled'}.\n`);
    else rules = effect(rules);
  }
  return { ...release, rules };
}
