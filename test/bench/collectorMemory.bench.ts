import { ours, startCollector } from './collector/collectorProcess.ts';
import { collectorYaml, pipelines } from './collector/pipelines.ts';
import { sampleRequest } from './collector/sampleSpans.ts';
import { createSender } from './collector/sender.ts';
import { startSink } from './collector/sink.ts';

const millions = 10;
const requestSpans = 8192;

/** Ten million spans through one collector: what it holds after each million. Flat when the second half needs no more than the first. */
export async function memoryBench(): Promise<{ name: string; ratio?: number; detail: string }[]> {
  if (process.platform !== 'linux') return [{ name: 'memory over 10 million spans', detail: 'skipped: reads resident memory from /proc' }];
  const [pipeline] = pipelines;
  if (pipeline === undefined) throw new Error('there are pipelines');
  const bodies = Array.from({ length: 4 }, (_, seed) => sampleRequest(requestSpans, seed));
  await using sink = await startSink(pipeline.transport);
  await using collector = await startCollector(ours, collectorYaml(pipeline, sink.port));
  using sender = createSender(pipeline.transport, collector.port);
  const megabytes: number[] = [];
  for (let million = 1; million <= millions; million += 1) {
    await sender.send(bodies, Math.ceil(1e6 / requestSpans));
    megabytes.push(Math.round(collector.residentBytes() / 1e6));
    console.log(`          ${String(million).padStart(2)} million spans: ${String(megabytes.at(-1))} MB resident`);
  }
  const [first, second] = [Math.max(...megabytes.slice(0, millions / 2)), Math.max(...megabytes.slice(millions / 2))];
  return [{ name: 'memory over 10 million spans, first half to second', ratio: first / second, detail: `at most ${String(first)} MB, then ${String(second)} MB; goal ≥ 0.9` }];
}
