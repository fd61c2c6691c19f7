import * as z from 'zod';
import { otherVariables, sections, type Setting, settings } from './settings.ts';

const environment = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of a variable: letters, digits and _'),
  z.union([z.string().regex(/^[^\0]*$/, 'a NUL character is not allowed'), z.number(), z.boolean()], 'expected a text'),
).describe('Any other environment variables of the program, a map.');

/** What a settings file says once it has been found good. */
export const SdkSettings: z.ZodType = z.strictObject({ ...fields([]), [otherVariables]: environment.optional() });

/** The objects and values right under `above`. */
function fields(above: readonly string[]): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const setting of settings.filter(({ path }) => above.every((key, index) => path[index] === key))) {
    const key = setting.path[above.length] ?? '';
    const inner = [...above, key];
    shape[key] ??= setting.path.length === inner.length
      ? setting.kind.schema.describe(description(setting)).optional()
      : z.strictObject(fields(inner)).describe(`${sections[inner.join('.')] ?? key}.`).optional();
  }
  return shape;
}

function description({ meaning, variable, standard }: Setting): string {
  return `${meaning}. Variable: ${variable}. Default: ${standard}.`;
}

/** JSON Schema (draft-7) of a settings file, for completion, hover and marks in an editor. */
export function sdkSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(SdkSettings, {
    target: 'draft-7', io: 'input',
    // A section whose lines are all commented out is null.
    override: ({ jsonSchema }) => { if (jsonSchema.type === 'object') Object.assign(jsonSchema, { type: ['object', 'null'] }); },
  });
  return { $schema, title: 'SDK settings of one service', ...rest };
}
