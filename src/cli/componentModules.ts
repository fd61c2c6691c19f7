import type { Era } from '#engine/collector/component/era.ts';

/** Where upstream's source of each component is: what `components` names as its module. */
const core = 'go.opentelemetry.io/collector';
const contrib = 'github.com/open-telemetry/opentelemetry-collector-contrib';

/** By kind and type. A type that is missing has no Go module: it is only here. */
export const componentModules: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  receivers: {
    jaeger: `${contrib}/receiver/jaegerreceiver`, nop: `${core}/receiver/nopreceiver`, otlp: `${core}/receiver/otlpreceiver`, zipkin: `${contrib}/receiver/zipkinreceiver`,
  },
  processors: {
    attributes: `${contrib}/processor/attributesprocessor`, batch: `${core}/processor/batchprocessor`, filter: `${contrib}/processor/filterprocessor`,
    memory_limiter: `${core}/processor/memorylimiterprocessor`, probabilistic_sampler: `${contrib}/processor/probabilisticsamplerprocessor`,
    resource: `${contrib}/processor/resourceprocessor`, span: `${contrib}/processor/spanprocessor`, tail_sampling: `${contrib}/processor/tailsamplingprocessor`,
    transform: `${contrib}/processor/transformprocessor`,
  },
  exporters: {
    debug: `${core}/exporter/debugexporter`, file: `${contrib}/exporter/fileexporter`, nop: `${core}/exporter/nopexporter`, otlp_grpc: `${core}/exporter/otlpexporter`,
    otlp_http: `${core}/exporter/otlphttpexporter`, zipkin: `${contrib}/exporter/zipkinexporter`,
  },
  connectors: { forward: `${core}/connector/forwardconnector` },
  extensions: {
    basicauth: `${contrib}/extension/basicauthextension`, bearertokenauth: `${contrib}/extension/bearertokenauthextension`, file_storage: `${contrib}/extension/storage/filestorage`,
    headers_setter: `${contrib}/extension/headerssetterextension`, health_check: `${contrib}/extension/healthcheckextension`, pprof: `${contrib}/extension/pprofextension`,
    zpages: `${core}/extension/zpagesextension`,
  },
};

/** The configuration providers we have, with upstream's module of each. */
export const providerModules: Readonly<Record<string, string>> = {
  env: `${core}/confmap/provider/envprovider`, file: `${core}/confmap/provider/fileprovider`, yaml: `${core}/confmap/provider/yamlprovider`,
};
/** Parts of the Collector that are 1.x count on their own. */
export const providerVersion = 'v1.65.0';

/** What `components` tells of each: v0.84 the names only. */
export const listsNamesOnly: Readonly<Record<Era, boolean>> = { current: false, '2023': true };
