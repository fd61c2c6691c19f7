import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultCollectorYaml } from '#core/lab/scene.ts';
import { runProgram } from './program.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'traceground-cli-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  const code = await runProgram(args, {
    out: (text) => { out += text; }, err: (text) => { err += text; }, version: '1.2.3', servicesDirectory: new URL('file:///nowhere/'),
  });
  return { code, out, err };
}

describe('traceground', () => {
  it.each([['--help'], ['collector', '--help'], ['validate', '--help'], ['print-config', '--help'], ['components', '--help'], ['lab', 'run', '--help']])('explains itself: %s %s', async (...args) => {
    const { code, out, err } = await run(...args);

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Usage: traceground');
  });

  it('names its version and the Collector it follows', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: 'traceground 1.2.3, a Collector like 0.159.0\n', err: '' });
  });

  it.each([
    [['nosuch'], "Error: unknown command 'nosuch'"], [['validate', '--nosuch'], "Error: unknown option '--nosuch'"],
    [['validate', 'extra'], 'Error: too many arguments'], [['lab', 'run', 'mars'], "value 'mars' is invalid"], [['lab', 'run', 'petclinic', '--for', '5'], "argument '5' is invalid"],
    [['lab', 'run', 'petclinic', '--rate', '1000'], "argument '1000' is invalid"], [['lab', 'run', 'petclinic', '--env', 'web'], 'It takes SERVICE:NAME=VALUE'],
    [['lab', 'run', 'petclinic', '--env', 'mars:A=b'], 'no service "mars" in petclinic'],
  ])('ends wrong usage with 2: %s', async (args, text) => {
    const { code, out, err } = await run(...args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(text);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('validate', () => {
  it('asks for a configuration as the real one does', async () => {
    expect(await run('validate')).toEqual({ code: 1, out: '', err: 'Error: at least one config flag must be provided\n' });
  });

  it('is silent about the clinic\'s own configuration', async () => {
    expect(await run('validate', '--config', await file('good.yaml', defaultCollectorYaml))).toEqual({ code: 0, out: '', err: '' });
  });

  it('prints the real text without the prefix of a run', async () => {
    const bad = await file('bad.yaml', defaultCollectorYaml.replace('exporters: [otlp_grpc/tempo, debug]', 'exporters: [nowhere]'));

    expect(await run('validate', '--config', bad)).toEqual({ code: 1, out: '', err: 'Error: service::pipelines::traces: references exporter "nowhere" which is not configured\n' });
  });

  it('merges several files and --set', async () => {
    const bad = await file('bad2.yaml', defaultCollectorYaml.replace('exporters: [otlp_grpc/tempo, debug]', 'exporters: [nowhere]'));
    const more = await file('more.yaml', 'service: { pipelines: { traces: { exporters: [nothing] } } }\n');

    expect(await run('validate', '--config', bad, '--config', more, '--set', 'service.pipelines.traces.exporters=[debug]')).toMatchObject({ code: 0, err: '' });
  });
});

describe('print-config', () => {
  it('prints the whole configuration, with defaults', async () => {
    const { code, out, err } = await run('print-config', '--config', await file('good2.yaml', defaultCollectorYaml), '--set', 'processors.batch.timeout=3s');

    expect([code, err]).toEqual([0, '']);
    expect(parse(out)).toMatchObject({ processors: { batch: { timeout: '3s', send_batch_size: 8192 } } });
  });

  it('prints the real text of a bad one, with its prefix', async () => {
    const bad = await file('bad3.yaml', defaultCollectorYaml.replace('exporters: [otlp_grpc/tempo, debug]', 'exporters: [nowhere]'));

    expect(await run('print-config', '--config', bad)).toEqual({ code: 1, out: '', err: 'Error: invalid configuration: service::pipelines::traces: references exporter "nowhere" which is not configured\n' });
  });
});

describe('components', () => {
  it('lists names and stability, as the real one does', async () => {
    const { code, out } = await run('components');

    expect(code).toBe(0);
    expect(out).toContain('\nprocessors:\n    - name: attributes\n      stability:\n        logs: Beta\n        metrics: Beta\n        traces: Beta\n    - name: batch\n');
    expect(parse(out)).toMatchObject({
      buildinfo: { version: '0.159.0' },
      receivers: expect.arrayContaining([{ name: 'otlp', stability: { logs: 'Stable', metrics: 'Stable', traces: 'Stable' } }]) as unknown,
      processors: expect.arrayContaining([{ name: 'batch', stability: { logs: 'Beta', metrics: 'Beta', traces: 'Beta' } }]) as unknown,
      exporters: expect.arrayContaining([{ name: 'debug', stability: { logs: 'Alpha', metrics: 'Alpha', traces: 'Alpha' } }]) as unknown,
    });
  });
});
