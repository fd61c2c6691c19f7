import { expect, it } from 'vitest';
import { createCollector } from '../service/createCollector.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { defaultRelease } from './distributions.ts';

/** The texts below are those that the real Collector v0.159 prints for the same configuration. */
async function problem({ exporter = 'debug: {}', processor = 'batch: {}', receiver = 'otlp: { protocols: { http: } }' }: { readonly exporter?: string; readonly processor?: string; readonly receiver?: string }): Promise<string> {
  const type = (text: string): string => text.slice(0, text.indexOf(':'));
  const text = `receivers: { ${receiver} }
processors: { ${processor} }
exporters: { ${exporter} }
service: { pipelines: { traces: { receivers: [otlp], processors: [${type(processor)}], exporters: [${type(exporter)}] } } }`;
  const collector = createCollector({ release: defaultRelease, host: fakeHost(), environment: new Map(), readFile: async () => '', build: {}, log: () => {} });
  const checked = await collector.check([{ name: 'config.yaml', text }]);
  return checked.ok ? 'OK' : checked.error.text.replaceAll(/^.*decoding failed due to the following error\(s\):\n+/gm, '').replaceAll(/\n\s*/g, '\n').trim();
}

const otlpGrpc = (rest: string): { readonly exporter: string } => ({ exporter: `otlp_grpc: { endpoint: "a:1", ${rest} }` });

it.each<[string, Parameters<typeof problem>[0], string]>([
  ['its own problem before those of its sections', { exporter: 'otlp_grpc: { sending_queue: { num_consumers: -1, batch: { min_size: 10, max_size: 5 } } }' },
    'exporters::otlp_grpc: requires a non-empty "endpoint"\nexporters::otlp_grpc::sending_queue: `num_consumers` must be positive\nbatch: `max_size` (5) must be greater or equal to `min_size` (10)'],
  ['the client\'s before those of its TLS', otlpGrpc('balancer_name: x, tls: { ca_file: x, ca_pem: y }'),
    'exporters::otlp_grpc::clientconfig: invalid balancer_name: x\nexporters::otlp_grpc::clientconfig::tls: provide either a CA file or the PEM-encoded string, but not both\nexporters::otlp_grpc::clientconfig::tls::config: provide either a CA file or the PEM-encoded string, but not both'],
  ['of otlp_http', { exporter: 'otlp_http: { sending_queue: { num_consumers: -1 } }' }, 'exporters::otlp_http: at least one endpoint must be specified\nexporters::otlp_http::sending_queue: `num_consumers` must be positive'],
  ['of debug', { exporter: 'debug: { verbosity: none, sending_queue: { num_consumers: -1 } }' }, 'exporters::debug: verbosity level "None" is not supported\nexporters::debug::sending_queue: `num_consumers` must be positive'],
  ['a storage that is no id', otlpGrpc('sending_queue: { storage: a/ }'), '\'storage\' in "a/" id: the part after / should not be empty'],
  ['a storage that is no text', otlpGrpc('sending_queue: { storage: 5 }'), '\'storage\' expected a map or struct, got "int"'],
  ['a storage by its id', otlpGrpc('sending_queue: { storage: file_storage/x }'), 'OK'],
  ['verbosity as a number', { exporter: 'debug: { verbosity: 3 }' }, 'exporters::debug: verbosity level "" is not supported'],
  ['verbosity as Go\'s number for normal', { exporter: 'debug: { verbosity: 1 }' }, 'OK'],
  ['an empty verbosity', { exporter: 'debug: { verbosity: "" }' }, '\'verbosity\' unknown metrics level ""'],
  ['a match_type that is no text', { processor: 'attributes: { include: { match_type: 5 }, actions: [{ key: a, action: delete }] }' }, '\'include.match_type\' expected type \'filterset.MatchType\', got unconvertible type \'int\''],
  ['a transport that there is not', { receiver: 'otlp: { protocols: { grpc: { transport: foo } } }' }, '\'transport\' unsupported transport type "foo"'],
])('words as upstream: %s', async (_what, config, wanted) => {
  expect(await problem(config)).toBe(wanted);
});
