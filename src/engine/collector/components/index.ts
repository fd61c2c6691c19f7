import type { Era } from '../component/era.ts';
import type { Factories } from '../component/factory.ts';
import { forwardConnector } from './connectors/forward/factory.ts';
import { debugExporter } from './exporters/debug/factory.ts';
import { fileExporter, fileExporter2023 } from './exporters/file/factory.ts';
import { loggingExporter } from './exporters/logging/factory.ts';
import { nopExporter } from './exporters/nop/factory.ts';
import { otlpExporter2023, otlpGrpcExporter } from './exporters/otlp_grpc/factory.ts';
import { otlpHttpExporter, otlpHttpExporter2023 } from './exporters/otlp_http/factory.ts';
import { basicAuthExtension, basicAuthExtension2023 } from './extensions/basicauth/factory.ts';
import { bearerTokenAuthExtension, bearerTokenAuthExtension2023 } from './extensions/bearertokenauth/factory.ts';
import { fileStorageExtension, fileStorageExtension2023 } from './extensions/file_storage/factory.ts';
import { headersSetterExtension, headersSetterExtension2023 } from './extensions/headers_setter/factory.ts';
import { healthCheckExtension, healthCheckExtension2023 } from './extensions/health_check/factory.ts';
import { memoryBallastExtension2023 } from './extensions/memory_ballast/factory.ts';
import { pprofExtension, pprofExtension2023 } from './extensions/pprof/factory.ts';
import { zpagesExtension, zpagesExtension2023 } from './extensions/zpages/factory.ts';
import { attributesProcessor, attributesProcessor2023 } from './processors/attributes/factory.ts';
import { batchProcessor, batchProcessor2023 } from './processors/batch/factory.ts';
import { memoryLimiterProcessor, memoryLimiterProcessor2023 } from './processors/memory_limiter/factory.ts';
import { probabilisticSampler, probabilisticSampler2023 } from './processors/probabilistic_sampler/factory.ts';
import { resourceProcessor, resourceProcessor2023 } from './processors/resource/factory.ts';
import { spanProcessor, spanProcessor2023 } from './processors/span/factory.ts';
import { nopReceiver } from './receivers/nop/factory.ts';
import { otlpReceiver, otlpReceiver2023 } from './receivers/otlp/factory.ts';

/** Every component of each release, by kind and in alphabetical order. A component that differs between releases has a factory for each. */
export const componentsOf: Readonly<Record<Era, Factories>> = {
  current: {
    receivers: [nopReceiver, otlpReceiver],
    processors: [attributesProcessor, batchProcessor, memoryLimiterProcessor, probabilisticSampler, resourceProcessor, spanProcessor],
    exporters: [debugExporter, fileExporter, nopExporter, otlpGrpcExporter, otlpHttpExporter],
    connectors: [forwardConnector],
    extensions: [basicAuthExtension, bearerTokenAuthExtension, fileStorageExtension, headersSetterExtension, healthCheckExtension, pprofExtension, zpagesExtension],
  },
  '2023': {
    receivers: [otlpReceiver2023],
    processors: [attributesProcessor2023, batchProcessor2023, memoryLimiterProcessor2023, probabilisticSampler2023, resourceProcessor2023, spanProcessor2023],
    exporters: [fileExporter2023, loggingExporter, otlpExporter2023, otlpHttpExporter2023],
    connectors: [forwardConnector],
    extensions: [basicAuthExtension2023, bearerTokenAuthExtension2023, fileStorageExtension2023, headersSetterExtension2023, healthCheckExtension2023, memoryBallastExtension2023, pprofExtension2023, zpagesExtension2023],
  },
};
