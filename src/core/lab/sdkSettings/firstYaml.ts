import { stringify } from 'yaml';
import type { Environment } from './environment.ts';
import { labVariables, otherVariables, sections, type Setting, settingOf, settings } from './settings.ts';

/** Keys that are worth showing, commented out, while they are not set. */
const shown: readonly string[] = ['resource_attributes', 'propagators', 'sampler', 'sampler_arg', 'exporter.compression'];
const examples: Readonly<Record<string, string>> = { resource_attributes: '{ deployment.environment.name: playground }', sampler_arg: '0.25', 'exporter.compression': 'gzip' };

/** A settings file that stands for these variables, and says what each is for. */
export function firstYaml(environment: Environment): string {
  const lines = ['# The settings of this service\'s OpenTelemetry SDK. Each key stands for one environment variable,', '# which the program is started with. What is not here keeps the SDK\'s default.'];
  const opened = new Set<string>();
  for (const setting of settings) {
    const value = inYaml(setting, environment);
    const key = setting.path.join('.');
    if (value === null && !shown.includes(key)) continue;
    if (setting.path.length === 1 || !opened.has(setting.path.slice(0, -1).join('.'))) lines.push('');
    for (let depth = 1; depth < setting.path.length; depth += 1) {
      const section = setting.path.slice(0, depth).join('.');
      if (!opened.has(section)) lines.push(`${indent(depth)}# ${sections[section] ?? section}.`, `${indent(depth)}${setting.path[depth - 1] ?? ''}:`);
      opened.add(section);
    }
    const at = indent(setting.path.length);
    const last = setting.path.at(-1) ?? '';
    lines.push(`${at}# ${setting.meaning}.`, `${at}# ${setting.variable}, default ${setting.standard}`, `${at}${value === null ? `# ${last}: ${examples[key] ?? setting.standard}` : `${last}: ${value}`}`);
  }
  return `${[...lines, ...others(environment)].join('\n')}\n`;
}

const indent = (depth: number): string => '  '.repeat(depth - 1);

function others(environment: Environment): readonly string[] {
  const rest = Object.entries(environment).filter(([variable, written]) => !labVariables.includes(variable) && isOther(variable, written));
  if (rest.length === 0) return [];
  return ['', '# Any other environment variables of the program.', `${otherVariables}:`, ...rest.map(([variable, written]) => `  ${variable}: ${flow(written)}`)];
}

/** A variable without a key, or with a text its key does not take. */
function isOther(variable: string, written: string): boolean {
  const setting = settingOf.get(variable);
  return setting === undefined || !setting.kind.schema.safeParse(setting.kind.read(written)).success;
}

function inYaml({ variable, kind }: Setting, environment: Environment): string | null {
  const written = environment[variable];
  if (written === undefined || isOther(variable, written)) return null;
  return flow(kind.read(written));
}

/** On one line. */
const flow = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0, defaultStringType: 'PLAIN' }).trim();
