import { isCollection, parseDocument } from 'yaml';
import { type Environment, environmentOf } from './environment.ts';
import { firstYaml } from './firstYaml.ts';
import { parseSettings } from './parse.ts';
import { otherVariables, settingOf } from './settings.ts';

/**
 * Changes variables (null removes one) in a settings file that was found good. Comments and whatever else is written stay. A text that the variable's
 * key does not take goes under `environment`.
 */
export function editYaml(yaml: string, changes: Changes): string {
  const edited = edit(yaml, changes);
  const wanted = changed(variablesOf(yaml) ?? {}, changes);
  // Where keys come by an alias or a merge, an edit may not reach them: then the file is written anew, without the comments.
  return edited !== null && same(variablesOf(edited), wanted) ? edited : firstYaml(wanted);
}

type Changes = Readonly<Record<string, string | null>>;

function variablesOf(yaml: string): Environment | null {
  const { value } = parseSettings(yaml);
  return value === null ? null : environmentOf(value);
}

const changed = (before: Environment, changes: Changes): Environment =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).flatMap(([name, text]) => (text === null ? [] : [[name, text]])));

const same = (a: Environment | null, b: Environment): boolean =>
  a !== null && Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, text]) => b[name] === text);

/** Null when the text cannot be written again. */
function edit(yaml: string, changes: Changes): string | null {
  const document = parseDocument(yaml);
  const remove = (path: readonly string[]): void => { if (document.hasIn(path)) document.deleteIn(path); };
  const put = (path: readonly string[], value: unknown): void => {
    for (let depth = 1; depth < path.length; depth += 1) if (!isCollection(document.getIn(path.slice(0, depth), true))) remove(path.slice(0, depth));
    document.setIn(path, typeof value === 'object' ? document.createNode(value, { flow: true }) : value);
  };
  for (const [variable, text] of Object.entries(changes)) {
    const setting = settingOf.get(variable);
    const value = text === null ? undefined : setting?.kind.read(text);
    const fits = setting !== undefined && value !== undefined && setting.kind.schema.safeParse(value).success;
    if (setting !== undefined && !fits) remove(setting.path);
    if (text === null || fits) remove([otherVariables, variable]);
    if (fits) put(setting.path, value);
    else if (text !== null) put([otherVariables, variable], text);
  }
  try {
    return document.toString({ lineWidth: 0 });
  } catch {
    return null; // an alias whose anchor was replaced
  }
}
