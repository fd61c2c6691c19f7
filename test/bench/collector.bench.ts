import { setTimeout as wait } from 'node:timers/promises';
import { type CollectorProcess, type CollectorProgram, findReal, ours, startCollector } from './collector/collectorProcess.ts';
import { collectorYaml, type Pipeline, pipelines } from './collector/pipelines.ts';
import { sampleRequest } from './collector/sampleSpans.ts';
import { createSender, type Sender } from './collector/sender.ts';
import { type Sink, startSink } from './collector/sink.ts';

/** Measured rounds of each collector, in turn with the other's; a round before them warms up. */
const rounds = 3;
const spansOfRound = 50 * 8192;
/** The last batch leaves when its timer says so. */
const patienceMillis = 60_000;

interface Result { readonly name: string; readonly ratio?: number; readonly detail: string }

/**
 * Our collector in a process of its own, and the real one beside it on the same load where there is one ($OTELCOL, or on PATH). The ratio is
 * spans per second of processor time, ours to the real one's. BENCH_ONLY picks pipelines by a part of their name.
 */
export async function collectorBench(): Promise<Result[]> {
  if (process.platform !== 'linux') return [{ name: 'collector', detail: 'skipped: reads processor times from /proc' }];
  const real = findReal();
  if (real === undefined) console.log('no otelcol-contrib or otelcol on PATH, and no $OTELCOL: nothing to compare with');
  const results: Result[] = [];
  for (const pipeline of pipelines.filter(({ name }) => name.includes(process.env['BENCH_ONLY'] ?? ''))) results.push(await measureIfKnown(pipeline, real));
  return results;
}

/** A component may be missing on either side. */
async function measureIfKnown(pipeline: Pipeline, real: CollectorProgram | undefined): Promise<Result> {
  try {
    return await measure(pipeline, real);
  } catch (error) {
    const unknown = /^(\w+) ended[^]*unknown type: ("\w+")/.exec(error instanceof Error ? error.message : '');
    if (unknown === null) throw error;
    return { name: pipeline.name, detail: `skipped: ${unknown[1] ?? ''} does not know ${unknown[2] ?? ''}` };
  }
}

async function measure(pipeline: Pipeline, real: CollectorProgram | undefined): Promise<Result> {
  const bodies = Array.from({ length: 4 }, (_, seed) => sampleRequest(pipeline.requestSpans, seed));
  await using subject = await start(ours, pipeline);
  await using other = real === undefined ? undefined : await start(real, pipeline);
  for (let round = -1; round < rounds; round += 1) {
    for (const each of [subject, other]) {
      const cost = await each?.round(bodies, pipeline);
      if (cost !== undefined && round >= 0) each?.costs.push(cost);
    }
  }
  const own = total(subject.costs);
  const goal = `goal ≥ ${pipeline.goal.toFixed(1)}`;
  if (other === undefined) return { name: pipeline.name, detail: shown('ours', own) };
  const others = total(other.costs);
  return { name: pipeline.name, ratio: others.cpuSeconds / own.cpuSeconds, detail: `${goal}; ${shown('ours', own)}; ${shown('real', others)}` };
}

interface Cost { readonly spans: number; readonly cpuSeconds: number; readonly seconds: number }

const total = (costs: readonly Cost[]): Cost => ({
  spans: sum(costs.map(({ spans }) => spans)), cpuSeconds: sum(costs.map(({ cpuSeconds }) => cpuSeconds)), seconds: sum(costs.map(({ seconds }) => seconds)),
});
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const shown = (name: string, { cpuSeconds, seconds, spans }: Cost): string =>
  `${name} ${((cpuSeconds / spans) * 1e5).toFixed(3)} CPU-s per 100k spans, ${(spans / seconds / 1000).toFixed(0)}k spans/s`;

interface Subject extends AsyncDisposable {
  readonly costs: Cost[];
  round(bodies: readonly Uint8Array[], pipeline: Pipeline): Promise<Cost>;
}

/** A collector between a sender and a sink of its own. */
async function start(program: CollectorProgram, pipeline: Pipeline): Promise<Subject> {
  const sink = await startSink(pipeline.transport);
  const collector = await startCollector(program, collectorYaml(pipeline, sink.port));
  const sender = createSender(pipeline.transport, collector.port);
  return {
    costs: [],
    round: (bodies, { delivers, requestSpans }) => round({ collector, sender, sink }, { bodies, requestSpans, delivers }),
    async [Symbol.asyncDispose]() {
      sender[Symbol.dispose]();
      await collector[Symbol.asyncDispose]();
      await sink[Symbol.asyncDispose]();
    },
  };
}

interface Load { readonly bodies: readonly Uint8Array[]; readonly requestSpans: number; readonly delivers: 'all' | 'some' }

/** From the first byte sent until the sink has it all. */
async function round({ collector, sender, sink }: { collector: CollectorProcess; sender: Sender; sink: Sink }, { bodies, delivers, requestSpans }: Load): Promise<Cost> {
  const [spansBefore, cpuBefore, timeBefore] = [sink.spans, collector.cpuSeconds(), performance.now()];
  const requests = Math.round(spansOfRound / requestSpans);
  await sender.send(bodies, requests);
  const sent = requests * requestSpans;
  if (delivers === 'all') await until(() => sink.spans - spansBefore >= sent);
  else await settled(() => sink.spans);
  const arrived = sink.spans - spansBefore;
  if (delivers === 'all' ? arrived !== sent : arrived === 0 || arrived > sent) throw new Error(`${String(arrived)} of ${String(sent)} spans arrived`);
  return { spans: sent, cpuSeconds: collector.cpuSeconds() - cpuBefore, seconds: (performance.now() - timeBefore) / 1000 };
}

async function until(claim: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMillis;
  while (!claim()) {
    if (performance.now() > deadline) throw new Error('the spans did not arrive');
    await wait(2);
  }
}

/** Waits until nothing has come for longer than the batch processor's timer. */
async function settled(read: () => number): Promise<void> {
  for (let before = -1; before !== read(); await wait(500)) before = read();
}
