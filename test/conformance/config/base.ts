/** The parts of a small good configuration, one line each. */
export const R = 'receivers: {otlp: {protocols: {grpc: }}}';
export const E = 'exporters: {otlp: {endpoint: "localhost:4317"}}';
export const P = 'service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}';
