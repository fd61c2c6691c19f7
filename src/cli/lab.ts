import { Command, Option } from 'commander';
import { wait } from '#common/base/clock.ts';
import { errorMessage } from '#common/base/errors.ts';
import type { Millis } from '#common/base/units.ts';
import { createCore } from '#core/core.ts';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import type { Platform } from '#core/platform/platform.ts';
import { type Scene, scenes } from '#core/lab/scene.ts';
import { productVersion } from '#thread/product.ts';
import { CliError } from './cliError.ts';
import { configSources } from './configSources.ts';
import { cliCollector, cliPlatform, runText } from './engine.ts';
import type { CliEnvironment } from './environment.ts';
import { labReport, reportText } from './labReport.ts';
import { durationOption, environmentOption, integerOption, rateOption, sceneArgument } from './labOptions.ts';

interface LabRunOptions {
  readonly for: Millis;
  readonly rate: number;
  readonly seed: number;
  readonly collector?: string;
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly json: boolean;
}

export function labCommand(environment: CliEnvironment): Command {
  const run = new Command('run')
    .description('run a scene without a screen: services, collector, backend and traffic; then stop everything and report')
    .argument('<scene>', `one of: ${scenes.map(({ sceneId }) => sceneId).join(', ')}`, sceneArgument)
    .addOption(new Option('--for <duration>', 'how long traffic flows, e.g. 10s').argParser(durationOption).default(10_000, '10s'))
    .addOption(new Option('--rate <number>', 'mean requests per second, 0 to 200').argParser(rateOption).default(5))
    .addOption(new Option('--seed <integer>', 'fixes the order of requests').argParser(integerOption).default(1))
    .option('--collector <file>', 'configuration of the collector, instead of the scene\'s')
    .addOption(new Option('--env <service:name=value>', 'an environment variable of one service; may be given several times').argParser(environmentOption).default({}, 'none'))
    .option('--json', 'print JSON', false)
    .action((scene: Scene, options: LabRunOptions) => runLab(scene, options, environment));
  return new Command('lab').description('the sample world without a screen').addCommand(run);
}

async function runLab(scene: Scene, options: LabRunOptions, environment: CliEnvironment): Promise<void> {
  const platform = cliPlatform(environment);
  const ownScene = await adapted(scene, options, platform);
  const core = createCore(platform, {
    appInfo: { version: productVersion(), shell: 'terminal', platform: platform.description }, scene: ownScene, keepDrafts: false,
    log: (message, error) => environment.err(`${message}: ${errorMessage(error)}\n`),
  });
  using _notices = core.lab.noticed(({ message }) => environment.err(`${message}\n`));
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await core.start();
    if (options.rate > 0) core.lab.traffic.set({ running: true });
    await wait(platform.clock, options.for, stop.signal);
  } catch (error) {
    // Ctrl-C ends the run early; what has happened until then is reported all the same.
    if (!stop.signal.aborted) throw new CliError(errorMessage(error), 1);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await core.shutdown();
  }
  const report = labReport(core.lab);
  environment.out(options.json ? `${JSON.stringify(report)}\n` : reportText(report));
}

async function adapted(scene: Scene, options: LabRunOptions, platform: Platform): Promise<Scene> {
  const unknown = Object.keys(options.env).find((service) => !scene.services.includes(service));
  if (unknown !== undefined) throw new CliError(`--env: no service "${unknown}" in ${scene.sceneId}: services are ${scene.services.join(', ')}`, 2);
  const yaml = options.collector === undefined ? null : await readCollector(options.collector, platform);
  return {
    ...scene,
    collectors: scene.collectors.map((collector, index) => (index === 0 && yaml !== null ? { ...collector, yaml } : collector)),
    environment: options.env,
    // Started by hand once everything runs, so that --for counts traffic only.
    traffic: { running: false, requestsPerSecond: options.rate, seed: options.seed },
  };
}

async function readCollector(path: string, platform: Platform): Promise<string> {
  const sources = await configSources({ config: [path], set: [] }, { readFile: (file) => platform.files.read(file), environment: platform.environment });
  const checked = await cliCollector(platform, { release: defaultRelease, log: () => {} }).check(sources);
  if (!checked.ok) throw new CliError(runText(checked.error), 1);
  return sources[0]?.text ?? '';
}
