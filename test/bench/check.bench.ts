import { defaultRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';

/** Between the pause after a keystroke and its diagnostics. Milliseconds. */
const budgetMillis = 100;
const exporters = 62;

/** A configuration of some 330 lines, with one mistake near its end. */
const yaml = [
  'receivers:', '  otlp:', '    protocols:', '      grpc:', 'processors:', '  batch:', 'exporters:',
  ...Array.from({ length: exporters }, (_, at) => `  otlp_grpc/${String(at)}:\n    endpoint: tempo:4317\n    timeout: 3s\n    tls:\n      insecure: true`),
  'service:', '  pipelines:', '    traces:', '      receivers: [otlp]', '      processors: [bacth]', '      exporters: [otlp_grpc/0]', '',
].join('\n');

/** How long the engine takes to judge a whole configuration: what runs after every pause in typing. */
export async function checkBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  const host = fakeHost();
  const collector = createCollector({
    release: defaultRelease, host, environment: new Map(), readFile: () => Promise.reject(new Error('no files here')), build: {}, log: () => {},
  });
  let fastest = Infinity;
  for (let run = 0; run < 20; run += 1) {
    const start = performance.now();
    const result = await collector.check([{ name: 'bench.yaml', text: yaml }]);
    fastest = Math.min(fastest, performance.now() - start);
    if (result.ok || result.error.diagnostics.length !== 1) throw new Error('the mistake was not found');
  }
  return [{ name: 'keystroke → diagnostics, against 100 ms', ratio: budgetMillis / fastest, detail: `${fastest.toFixed(1)} ms for ${String(yaml.split('\n').length)} lines` }];
}
