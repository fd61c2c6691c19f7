import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.8 C Building the pipelines. */
export const building: readonly Row[] = [
  {
    name: 'a connector in both roles', yaml: [R, E, 'connectors: {forward: }', 'service: {pipelines: {traces/in: {receivers: [otlp], exporters: [forward]}, traces/out: {receivers: [forward], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a connector only as exporter', yaml: [R, E, 'connectors: {forward: }', 'service: {pipelines: {traces/in: {receivers: [otlp], exporters: [forward]}}}'],
    current: 'failed to build pipelines: connector "forward" used as exporter in [traces/in] pipeline but not used in any supported receiver pipeline',
    era2023: '',
  },
  {
    name: 'a connector only as receiver', yaml: [R, E, 'connectors: {forward: }', 'service: {pipelines: {logs/in2: {receivers: [forward], exporters: [otlp]}}}'],
    current: 'failed to build pipelines: connector "forward" used as receiver in [logs/in2] pipeline but not used in any supported exporter pipeline',
    era2023: '',
  },
  {
    name: 'a pair that is not supported', yaml: [R, E, 'connectors: {forward: }', 'service: {pipelines: {traces/in: {receivers: [otlp], exporters: [forward]}, logs/out: {receivers: [forward], exporters: [otlp]}}}'],
    current: 'failed to build pipelines: connector "forward" used as exporter in [traces/in] pipeline but not used in any supported receiver pipeline',
    era2023: '',
  },
  {
    name: 'a cycle', yaml: [R, E, 'connectors: {forward: }', 'processors: {batch: }', 'service: {pipelines: {traces/a: {receivers: [otlp], exporters: [forward]}, traces/b: {receivers: [forward], processors: [batch], exporters: [forward]}}}'],
    current: 'failed to build pipelines: cycle detected: connector "forward" (traces to traces) -> processor "batch" in pipeline "traces/b" -> connector "forward" (traces to traces)',
    era2023: '',
  },
  {
    name: 'a processor that lacks the signal', yaml: [R, E, 'processors: {span: {name: {from_attributes: [a]}}}', 'service: {pipelines: {metrics: {receivers: [otlp], processors: [span], exporters: [otlp]}}}'],
    current: 'failed to build pipelines: failed to create "span" processor, in pipeline "metrics": telemetry type is not supported',
    era2023: '',
  },
  {
    name: 'an unused connector', yaml: [R, E, 'connectors: {forward: }', P],
    both: '',
  },
  {
    name: 'a constructor that fails', yaml: [R, E, 'processors: {span: {name: {to_attributes: {rules: ["("]}}}}', 'service: {pipelines: {traces: {receivers: [otlp], processors: [span], exporters: [otlp]}}}'],
    current: 'failed to build pipelines: failed to create "span" processor, in pipeline "traces": invalid regexp pattern (',
    era2023: '',
  },
];
