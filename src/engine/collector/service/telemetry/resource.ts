import type { BuildInfo } from '../../component/buildInfo.ts';
import type { AttributePairs, AttributeValue } from './metricRegistry.ts';
import { legacyResourceKeys, type TelemetryConfig } from './telemetryConfig.ts';

/** The collector's own resource, sorted by key: defaults, then what the configuration sets; null removes. */
export function ownResource(telemetry: Pick<TelemetryConfig, 'resource'>, build: BuildInfo, instanceId: string): AttributePairs {
  const attributes = new Map<string, AttributeValue>([['service.instance.id', instanceId], ['service.name', build.command], ['service.version', build.version]]);
  for (const [key, value] of given(telemetry)) {
    if (value === null || value === undefined) attributes.delete(key);
    else attributes.set(key, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value));
  }
  return [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
}

function given({ resource }: Pick<TelemetryConfig, 'resource'>): readonly (readonly [string, unknown])[] {
  const { attributes: listed } = resource;
  const legacy = legacyResourceKeys({ resource }).map((key) => [key, resource[key]] as const);
  if (!Array.isArray(listed)) return legacy;
  return [...legacy, ...(listed as readonly { readonly name?: unknown; readonly value?: unknown }[]).map(({ name, value }) => [String(name), value] as const)];
}
