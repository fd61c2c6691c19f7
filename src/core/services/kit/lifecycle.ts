import { print } from './log.ts';
import { fromLab, toLab } from './labPort.ts';
import { reportSpanCounts } from './spanCounts.ts';

/**
 * How long each step of an orderly stop may take. The SDK would retry for ten seconds where no collector listens; a learner who restarts a
 * service waits for it. Milliseconds.
 */
const limitMillis = { drain: 5_000, disconnect: 1_000, flush: 2_000 } as const;
type Step = keyof typeof limitMillis;

const works: { readonly step: Step; readonly work: () => Promise<void> }[] = [];

/** Registers what an orderly stop does: 'drain' finishes requests in flight, 'disconnect' leaves queue and database, 'flush' sends the last spans. */
export function whenStopping(step: Step, work: () => Promise<void>): void {
  works.push({ step, work });
}

let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const step of ['drain', 'disconnect', 'flush'] as const) await limited(step);
  reportSpanCounts();
  toLab({ type: 'stopped' });
  process.exit(0);
}

async function limited(step: Step): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      print('WARN', `gave up on ${step} after ${String(limitMillis[step])}ms`);
      resolve();
    }, limitMillis[step]);
  });
  try {
    await Promise.race([Promise.all(works.filter((registered) => registered.step === step).map(({ work }) => work())), tooLate]);
  } catch (error) {
    print('WARN', `${step} failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

fromLab((message) => {
  if (message.type === 'stop') void stop();
});
