import { valueAt } from './crossCheck.ts';
import { asRecord } from './parse.ts';
import { labVariables, otherVariables, settingOf, settings } from './settings.ts';

export type Environment = Readonly<Record<string, string>>;

/** The environment variables that good settings stand for. A key outdoes the same variable under `environment`. */
export function environmentOf(value: Readonly<Record<string, unknown>>): Environment {
  const others = Object.entries(asRecord(value[otherVariables])).filter(([name]) => !labVariables.includes(name)).map(([name, written]) => [name, String(written)] as const);
  const known = settings.flatMap(({ path, variable, kind }) => {
    const written = valueAt(value, path);
    const text = written === undefined ? null : kind.write(written);
    return text === null ? [] : [[variable, text] as const];
  });
  return Object.fromEntries([...others, ...known]);
}

/** What each variable says beside what the SDK answers; only those of which either is known. */
export function effectiveSettings(environment: Environment, answers: Readonly<Record<string, string>>): readonly { readonly key: string; readonly variable: string; readonly written: string | null; readonly effective: string | null }[] {
  const others = Object.keys(environment).filter((variable) => !settingOf.has(variable) && !labVariables.includes(variable));
  return [...settings.map(({ path, variable }) => ({ key: path.join('.'), variable })), ...others.map((variable) => ({ key: `${otherVariables}.${variable}`, variable }))]
    .map(({ key, variable }) => ({ key, variable, written: environment[variable] ?? null, effective: answers[variable] ?? null }))
    .filter(({ written, effective }) => written !== null || effective !== null);
}
