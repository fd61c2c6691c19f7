import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { FakeProcess } from '../fakeProcess.ts';
import { LogRing } from '../logRing.ts';
import { addSpans, noSpans } from '../spanLedger.ts';
import { NodeService } from './nodeService.ts';

function setUp() {
  const clock = new FakeClock();
  const launched: FakeProcess[] = [];
  const service = new NodeService({
    definition: { name: 'web', kind: 'service', port: 3001, calls: [] }, clock, log: new LogRing(clock), environment: { OTEL_TRACES_EXPORTER: 'otlp' },
    launch: (program) => {
      const process = new FakeProcess(program);
      launched.push(process);
      return process;
    },
  });
  const last = () => launched.at(-1)!;
  const started = async (port: number) => {
    const starting = service.start();
    await clock.advance(millis(0));
    last().says({ type: 'listening', port });
    await starting;
  };
  return { clock, launched, service, last, started };
}

describe('NodeService', () => {
  it('runs once its program listens, and tells it routes and faults', async () => {
    const { service, last, started } = setUp();

    service.setRoutes({ 'vets:3003': '127.0.0.1:2' });
    await started(1234);
    service.setFaults([{ ratio: 0.5, status: 503 }], 7);

    expect([service.status, service.port, service.tracing]).toEqual(['running', 1234, true]);
    const routes = { type: 'routes', routes: { 'vets:3003': '127.0.0.1:2' } };
    expect(last().posted).toEqual([
      routes, routes, { type: 'faults', faults: [], seed: 1 }, { type: 'faults', faults: [{ ratio: 0.5, status: 503 }], seed: 7 },
    ]);
  });

  it('passes on what was served and ignores what it does not understand', async () => {
    const { service, last, started } = setUp();
    const served: string[] = [];
    service.served(({ route }) => served.push(route));
    await started(1);

    last().says({ type: 'served', method: 'GET', route: '/', status: 200, durationMillis: 3, caller: 'client' });
    last().says({ type: 'served', route: 5 });
    last().says('nonsense');

    expect(served).toEqual(['/']);
    expect(service.log.after(0).map((line) => line.level)).toEqual(['warn', 'warn']);
  });

  it('rejects a start whose program exits before it listens', async () => {
    const { clock, service, last } = setUp();

    const starting = service.start();
    await clock.advance(millis(0));
    last().exit(1, 'no such program');

    await expect(starting).rejects.toThrow('web did not start: no such program');
    expect(service.status).toBe('crashed');
  });

  it('launches a program again that dies, waiting longer each time, and gives up after five', async () => {
    const { clock, launched, service, last, started } = setUp();
    const reasons: string[] = [];
    service.crashed((reason) => reasons.push(reason));
    await started(1);

    for (const delay of [500, 1000, 2000, 4000]) {
      last().exit(1, 'boom');
      await clock.advance(millis(delay - 1));
      const before = launched.length;
      await clock.advance(millis(1));
      expect([before, launched.length, service.status]).toEqual([launched.length - 1, before + 1, 'restarting']);
      last().says({ type: 'listening', port: launched.length });
      await clock.advance(millis(0));
    }
    last().exit(1, 'boom');
    await clock.advance(millis(60_000));

    expect([service.status, launched.length, reasons.length]).toEqual(['crashed', 5, 5]);
  });

  it('forgives crashes once it has run for ten seconds', async () => {
    const { clock, launched, service, last, started } = setUp();
    await started(1);

    for (let i = 0; i < 8; i += 1) {
      await clock.advance(millis(10_000));
      last().exit(1, 'boom');
      await clock.advance(millis(500));
      last().says({ type: 'listening', port: i + 2 });
      await clock.advance(millis(0));
    }

    expect([service.status, launched.length]).toEqual(['running', 9]);
  });

  it('replaces the program on new settings: the new one listens before the old one stops', async () => {
    const { clock, launched, service, started } = setUp();
    await started(1);
    service.setRoutes({ 'vets:3003': '127.0.0.1:2' });

    const changing = service.setEnvironment({ OTEL_TRACES_EXPORTER: 'none', X: '1' });
    await clock.advance(millis(0));
    const [old, fresh] = launched;
    const whileStarting = [service.port, old?.ended];
    fresh!.says({ type: 'listening', port: 2 });
    await clock.advance(millis(99));
    const whileHandingOver = [service.port, old?.ended];
    await clock.advance(millis(1));

    expect(await changing).toEqual({ ok: true, value: undefined });
    expect([whileStarting, whileHandingOver, old?.ended]).toEqual([[1, false], [2, false], true]);
    expect(fresh!.program.environment).toEqual({ OTEL_TRACES_EXPORTER: 'none', X: '1' });
    expect(fresh!.posted).toContainEqual({ type: 'routes', routes: { 'vets:3003': '127.0.0.1:2' } });
    expect([service.tracing, service.status]).toEqual([false, 'running']);
  });

  it('keeps the old program when the new settings do not start', async () => {
    const { clock, launched, service, started } = setUp();
    await started(1);

    const changing = service.setEnvironment({ BAD: 'yes' });
    await clock.advance(millis(0));
    launched[1]!.exit(1, 'bad settings');

    expect(await changing).toEqual({ ok: false, error: 'bad settings' });
    expect([service.status, service.port, launched[0]!.ended, service.environment]).toEqual(['running', 1, false, { OTEL_TRACES_EXPORTER: 'otlp' }]);
  });

  it('changes nothing when the settings are the same', async () => {
    const { launched, service, started } = setUp();
    await started(1);

    await service.setEnvironment({ OTEL_TRACES_EXPORTER: 'otlp', ABSENT: null });

    expect(launched).toHaveLength(1);
  });

  it('stops in order, and by force when the program hangs', async () => {
    const { clock, service, last, started } = setUp();
    await started(1);
    last().obedient = false;

    const stopping = service.stop();
    await clock.advance(millis(11_000));
    await stopping;

    expect(last().posted.at(-1)).toEqual({ type: 'stop' });
    expect([last().ended, service.status, clock.pendingTimers]).toEqual([true, 'stopped', 0]);
  });

  it('does not launch again after a stop while it waits to restart', async () => {
    const { clock, launched, service, last, started } = setUp();
    await started(1);

    last().exit(1, 'boom');
    await clock.advance(millis(100));
    await service.stop();
    await clock.advance(millis(60_000));

    expect([launched.length, service.status]).toEqual([1, 'stopped']);
  });

  it('adds up span counts over restarts; what a dead program still had is lost', async () => {
    const { service, clock, last, started } = setUp();
    let total = noSpans;
    service.counted((change) => { total = addSpans(total, change); });
    await started(1234);

    last().says({ type: 'counted', ended: 5, exported: 3, failed: 0 });
    last().says({ type: 'counted', ended: 9, exported: 6, failed: 1 });
    last().exit(1, 'boom');
    await clock.advance(millis(500));
    last().says({ type: 'listening', port: 1235 });
    last().says({ type: 'counted', ended: 4, exported: 4, failed: 0 });

    expect(total).toEqual({ ended: 13, exported: 10, failed: 1, lost: 2 });
  });
});
