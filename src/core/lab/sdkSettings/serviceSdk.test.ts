import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import type { ServiceProgram } from '#core/platform/platform.ts';
import { FakeProcess } from '../fakeProcess.ts';
import { LogRing } from '../logRing.ts';
import { NodeService } from '../workloads/nodeService.ts';
import { ServiceSdk } from './serviceSdk.ts';

/** A program listens half a second after it was launched, unless `LISTENS` says no. */
async function setUp() {
  const clock = new FakeClock();
  const launched: FakeProcess[] = [];
  const launch = (program: ServiceProgram): FakeProcess => {
    const process = new FakeProcess(program);
    launched.push(process);
    clock.setTimeout(() => {
      process.says({ type: 'effective', settings: { OTEL_PROPAGATORS: program.environment['OTEL_PROPAGATORS'] ?? 'tracecontext,baggage' } });
      if (program.environment['LISTENS'] === 'no') process.exit(1, 'no port');
      else process.says({ type: 'listening', port: 50_000 + launched.length });
    }, millis(500));
    return process;
  };
  const service = new NodeService({
    definition: { name: 'web', kind: 'service', port: 3001, calls: [] }, clock, launch, log: new LogRing(clock), environment: { PATH: '/bin', OTEL_SERVICE_NAME: 'web', OTEL_TRACES_EXPORTER: 'otlp' },
  });
  const sdk = new ServiceSdk(service);
  const statuses: string[] = [];
  service.changed(() => sdk.touch());
  sdk.changed(({ status }) => statuses.push(status));
  const during = async <T>(job: Promise<T>): Promise<T> => {
    await clock.advance(millis(1_000));
    return job;
  };
  await during(service.start());
  return { sdk, service, launched, statuses, during, environment: () => launched.at(-1)!.program.environment };
}

describe('ServiceSdk', () => {
  it('runs the program with what the file says, and tells what its SDK answers', async () => {
    const { sdk, statuses, environment, during, launched } = await setUp();
    expect(sdk.view).toMatchObject({ service: 'web', status: 'running', revision: 1, restartMillis: null, diagnostics: [] });
    expect(sdk.view.runningYaml).toBe(sdk.view.yaml);
    statuses.length = 0;

    const view = await during(sdk.apply('service_name: shop\npropagators: [b3]\n'));

    expect(environment()).toEqual({ PATH: '/bin', OTEL_SERVICE_NAME: 'shop', OTEL_PROPAGATORS: 'b3' });
    expect(view).toMatchObject({ status: 'running', revision: 2, restartMillis: 500, diagnostics: [], runningYaml: 'service_name: shop\npropagators: [b3]\n' });
    expect(view.effective).toEqual([
      { key: 'service_name', variable: 'OTEL_SERVICE_NAME', written: 'shop', effective: null }, { key: 'propagators', variable: 'OTEL_PROPAGATORS', written: 'b3', effective: 'b3' },
    ]);
    expect(new Set(statuses)).toEqual(new Set(['restarting', 'running']));
    expect(launched[0]!.ended).toBe(true);

    const back = await during(sdk.reset());
    expect(environment()).toEqual({ PATH: '/bin', OTEL_SERVICE_NAME: 'web', OTEL_TRACES_EXPORTER: 'otlp' });
    expect(back.revision).toBe(3);
  });

  it('changes nothing when the file is bad, or no program comes up with it', async () => {
    const { sdk, service, launched, during } = await setUp();
    const good = sdk.view.runningYaml;

    const bad = await during(sdk.apply('propagators: [b4]\n'));
    expect(launched.length).toBe(1);
    expect(bad).toMatchObject({ yaml: 'propagators: [b4]\n', runningYaml: good, revision: 1, restartMillis: null, status: 'running', diagnostics: [{ severity: 'error', hint: 'did you mean "b3"?' }] });

    const down = await during(sdk.apply('environment: { LISTENS: "no" }\n'));
    expect(launched.map(({ ended }) => ended)).toEqual([false, true]);
    expect(service.environment).toEqual({ PATH: '/bin', OTEL_SERVICE_NAME: 'web', OTEL_TRACES_EXPORTER: 'otlp' });
    expect(down).toMatchObject({ runningYaml: good, revision: 1, status: 'running', diagnostics: [{ severity: 'error', message: 'no program came up with these settings: no port', range: null }] });
  });

  it('does not restart for a comment', async () => {
    const { sdk, launched, during } = await setUp();

    const view = await during(sdk.apply(`${sdk.view.yaml}# mine\n`));

    expect(launched.length).toBe(1);
    expect(view).toMatchObject({ revision: 1, runningYaml: view.yaml });
  });

  it('writes down what somebody else changes, and keeps a draft that does not run', async () => {
    const { sdk, environment, during } = await setUp();

    await during(sdk.setEnvironment({ OTEL_TRACES_EXPORTER: 'none' }));
    expect(environment()['OTEL_TRACES_EXPORTER']).toBe('none');
    expect(sdk.view.yaml).toContain('\ntraces: none\n');
    expect(sdk.view.runningYaml).toBe(sdk.view.yaml);

    await during(sdk.apply('traces: [\n'));
    await during(sdk.setEnvironment({ OTEL_TRACES_EXPORTER: 'otlp' }));
    expect(sdk.view.yaml).toBe('traces: [\n');
    expect(sdk.view.diagnostics.length).toBe(1);
    expect(sdk.view.runningYaml).toContain('\ntraces: otlp\n');
  });
});
