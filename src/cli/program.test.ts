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
  it.each([['--help'], ['collector', '--help'], ['validate', '--help'], ['print-config', '--help'], ['components', '--help'], ['featuregate', '--help'], ['lab', 'run', '--help']])('explains itself: %s %s', async (...args) => {
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
  it('lists names, modules and stability, as the real one does', async () => {
    const { code, out } = await run('components');

    expect(code).toBe(0);
    expect(out).toContain(`
    - name: probabilistic_sampler
      module: github.com/open-telemetry/opentelemetry-collector-contrib/processor/probabilisticsamplerprocessor v0.159.0
      stability:
        logs: Alpha
        metrics: Undefined
        traces: Beta
    - name: resource
`);
    expect(out).toMatch(/\nproviders:\n {4}- scheme: env\n {6}module: go\.opentelemetry\.io\/collector\/confmap\/provider\/envprovider v1\.65\.0\n/);
    expect(parse(out)).toMatchObject({
      buildinfo: { command: 'otelcol-contrib', version: '0.159.0' },
      receivers: expect.arrayContaining([expect.objectContaining({ name: 'otlp', stability: { logs: 'Stable', metrics: 'Stable', traces: 'Stable' } })]) as unknown,
    });
  });

  it('knows the module of every component', async () => {
    const { out } = await run('components');
    const listed = parse(out) as Readonly<Record<string, readonly { readonly name: string; readonly module?: string }[]>>;
    const { buildinfo: _, ...sections } = listed;

    expect(Object.values(sections).flat().filter(({ module }) => module === undefined)).toEqual([]);
  });

  it('lists names alone as v0.84 does, and what a distribution has', async () => {
    const { out } = await run('components', '--era', '2023', '--distribution', 'otelcol');

    expect(out).toContain('buildinfo:\n    command: otelcol\n');
    expect(parse(out)).toMatchObject({ buildinfo: { version: '0.84.0' }, processors: expect.arrayContaining(['batch', 'memory_limiter']) as unknown });
  });

  it.each(['components', 'validate', 'collector', 'print-config', 'featuregate'])('%s takes a distribution that the release did not have for wrong usage', async (command) => {
    expect(await run(command, '--era', '2023', '--distribution', 'otelcol-k8s')).toEqual({ code: 2, out: '', err: 'Error: --distribution: there was no otelcol-k8s in 2023; it came in 2024\n' });
  });
});

describe('featuregate', () => {
  it('lists gates in columns, and tells of one', async () => {
    const all = await run('featuregate');
    const one = await run('featuregate', 'service.AllowNoPipelines');

    expect(all.out).toMatch(/^ID {40}Enabled {2}Stage {2}Description\nconfmap\.enableMergeAppendOption {11}false {4}Alpha {2}Combines lists/);
    expect(one).toEqual({
      code: 0, err: '',
      out: 'Feature: service.AllowNoPipelines\nEnabled: false\nStage: Alpha\nDescription: Allow starting the Collector without starting any pipelines.\nFrom Version: v0.122.0\nTo Version: v<nil>\n',
    });
    expect(await run('featuregate', 'nope')).toEqual({ code: 1, out: '', err: 'Error: feature "nope" not found\n' });
  });

  it('is asked by --feature-gates: unknown gates are errors, what has no effect says so', async () => {
    const config = await file('gates.yaml', defaultCollectorYaml);
    const unknown = await run('validate', '--config', config, '--feature-gates', '-nope,+x');
    const unchanged = await run('validate', '--config', config, '--feature-gates=-service.AllowNoPipelines');
    const changed = await run('validate', '--config', config, '--feature-gates', 'service.profilesSupport');

    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('Error: invalid argument "-nope,+x" for "--feature-gates" flag: no such feature gate "nope". valid gates: [confmap.enableMergeAppendOption ');
    expect(unchanged).toEqual({ code: 0, out: '', err: '' });
    expect([changed.code, changed.err]).toEqual([0, 'Traceground knows the feature gate service.profilesSupport but has no use for it: it stays disabled.\n']);
  });

  it('lets a configuration have no pipelines, and joins the lists of several files', async () => {
    const none = await file('none.yaml', 'extensions: {pprof: }');
    const first = await file('first.yaml', 'receivers: {nop/a: , nop/b: }\nexporters: {nop: }\nservice: {pipelines: {traces: {receivers: [nop/a], exporters: [nop]}}}');
    const second = await file('second.yaml', 'service: {pipelines: {traces: {receivers: [nop/b, nop/a]}}}');
    const printed = async (...gates: readonly string[]) => /receivers:\n(?: +- .*\n)+/.exec((await run('print-config', '--config', first, '--config', second, ...gates)).out)?.[0].replaceAll(/\s+/g, ' ');

    expect(await run('validate', '--config', none)).toMatchObject({ code: 1 });
    expect(await run('validate', '--config', none, '--feature-gates', 'service.AllowNoPipelines')).toEqual({ code: 0, out: '', err: '' });
    expect([await printed(), await printed('--feature-gates', 'confmap.enableMergeAppendOption')]).toEqual(['receivers: - nop/b - nop/a ', 'receivers: - nop/a - nop/b ']);
  });

  it('says as v0.84 did, of a run, that a configuration cannot be resolved', async () => {
    const text = 'cannot resolve the configuration: cannot retrieve the configuration: yaml: line 1: did not find expected node content';
    const broken = await file('broken.yaml', 'a: [');

    expect((await run('collector', '--era', '2023', '--config', broken)).err).toContain(`Error: failed to resolve config: ${text}\n`);
    expect((await run('validate', '--era', '2023', '--config', broken)).err).toContain(`Error: failed to get config: ${text}\n`);
  });

  it('is told in v0.84\'s manner', async () => {
    const { code, err } = await run('validate', '--era', '2023', '--config', await file('gates23.yaml', 'x: 1'), '--feature-gates', 'nope');

    const text = 'invalid argument "nope" for "--feature-gates" flag: no such feature gate "nope"';
    expect(code).toBe(1);
    expect(err.replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/, 'NOW')).toBe(`Error: ${text}\nNOW collector server run finished with error: ${text}\n`);
  });
});
