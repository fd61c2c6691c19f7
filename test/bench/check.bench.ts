import { type Era, eras } from '#engine/collector/component/era.ts';
import { fullRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';

/** For a configuration of 300 lines: a fifth of what there is between the pause after a keystroke and its diagnostics. Milliseconds. */
const budgetMillis = 20;
/** So many that the fastest ones run compiled, as they do once a learner has typed a while. */
const runs = 150;
const copies = 17;

/** Of each kind of component so many that some 320 lines come together, in several pipelines, with one mistake near the end. */
const yaml = [
  'receivers:', '  otlp:', '    protocols:', '      grpc:', '        include_metadata: true', '      http:', '        cors:', "          allowed_origins: ['http://*.clinic.local']",
  'processors:', '  memory_limiter:', '    check_interval: 1s', '    limit_percentage: 75', '    spike_limit_percentage: 20',
  ...numbered((n) => [`  batch/${n}:`, '    timeout: 5s', `    send_batch_size: ${String(1000 + Number(n))}`]),
  ...numbered((n) => [`  attributes/${n}:`, '    actions:', '      - key: environment', '        value: ${env:ENVIRONMENT:-lab}', '        action: upsert', '      - { key: password, action: delete }']),
  ...numbered((n) => [`  resource/${n}:`, '    attributes: [{ key: team, value: pets, action: insert }]']),
  'exporters:', ...numbered((n) => [`  otlp/${n}:`, '    endpoint: tempo:4317', '    timeout: 3s', '    tls:', '      insecure: true', `    sending_queue: { queue_size: ${n}00 }`]),
  'extensions:', '  zpages:', '  health_check:',
  'service:', '  extensions: [zpages, health_check]', '  pipelines:',
  ...numbered((n) => [`    traces/${n}: { receivers: [otlp], processors: [memory_limiter, resource/${n}, attributes/${n}, batch/${n}], exporters: [otlp/${n}] }`]),
  '    traces:', '      receivers: [otlp]', '      processors: [bacth]', '      exporters: [otlp/1]', '',
];

function numbered(lines: (n: string) => readonly string[]): string[] {
  return Array.from({ length: copies }, (_, at) => lines(String(at + 1))).flat();
}

/** How long the engine takes to judge a whole configuration: what runs after every pause in typing. */
export async function checkBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  const rows = [];
  for (const era of eras) {
    const broken = await fastestMillis(era, yaml.join('\n'), false);
    const good = await fastestMillis(era, yaml.join('\n').replace('bacth', 'batch/1'), true);
    rows.push({
      name: `check of a configuration, ${era}`, ratio: budgetMillis / Math.max(broken, good),
      detail: `${good.toFixed(1)} ms for ${String(yaml.length)} lines, ${broken.toFixed(1)} ms with a mistake; budget ${String(budgetMillis)} ms`,
    });
  }
  return rows;
}

async function fastestMillis(era: Era, text: string, isGood: boolean): Promise<number> {
  const collector = createCollector({ release: fullRelease(era), host: fakeHost(), environment: new Map(), readFile: () => Promise.reject(new Error('no files here')), build: {}, log: () => {} });
  let fastest = Infinity;
  for (let run = 0; run < runs; run += 1) {
    // Processor time: the wall's would judge the machine's other work too, and nothing in a check waits.
    const start = process.cpuUsage();
    const result = await collector.check([{ name: 'bench.yaml', text }]);
    const { system, user } = process.cpuUsage(start);
    fastest = Math.min(fastest, (system + user) / 1000);
    if (result.ok !== isGood) throw new Error(result.ok ? 'the mistake was not found' : result.error.text);
    if (!result.ok && result.error.diagnostics.length !== 1) throw new Error(result.error.text);
  }
  return fastest;
}
