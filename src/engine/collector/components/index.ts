import type { Era } from '../component/era.ts';
import type { Factories } from '../component/factory.ts';
import { debugExporter } from './exporters/debug/factory.ts';
import { fileExporter } from './exporters/file/factory.ts';
import { nopExporter } from './exporters/nop/factory.ts';
import { otlpGrpcExporter } from './exporters/otlp_grpc/factory.ts';
import { otlpHttpExporter } from './exporters/otlp_http/factory.ts';
import { fileStorageExtension, fileStorageExtension2023 } from './extensions/file_storage/factory.ts';
import { attributesProcessor } from './processors/attributes/factory.ts';
import { batchProcessor } from './processors/batch/factory.ts';
import { memoryLimiterProcessor, memoryLimiterProcessor2023 } from './processors/memory_limiter/factory.ts';
import { resourceProcessor } from './processors/resource/factory.ts';
import { nopReceiver } from './receivers/nop/factory.ts';
import { otlpReceiver } from './receivers/otlp/factory.ts';

/** Every component of each release, by kind and in alphabetical order. A component that differs between releases has a factory for each. */
export const componentsOf: Readonly<Record<Era, Factories>> = {
  current: {
    receivers: [nopReceiver, otlpReceiver],
    processors: [attributesProcessor, batchProcessor, memoryLimiterProcessor, resourceProcessor],
    exporters: [debugExporter, fileExporter, nopExporter, otlpGrpcExporter, otlpHttpExporter],
    connectors: [],
    extensions: [fileStorageExtension],
  },
  '2023': {
    receivers: [otlpReceiver],
    processors: [attributesProcessor, batchProcessor, memoryLimiterProcessor2023, resourceProcessor],
    exporters: [fileExporter, otlpGrpcExporter, otlpHttpExporter],
    connectors: [],
    extensions: [fileStorageExtension2023],
  },
};
