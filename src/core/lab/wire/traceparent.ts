import { type FieldProblem, type HeaderField, field, hexProblem, idProblem, peel, separator } from './headerField.ts';

/**
 * Cuts a `traceparent` into version, trace-id, parent-id and flags (W3C Trace Context section 3.2).
 * A field that is missing is an empty one with the problem `length`; nothing after it is made up.
 */
export function annotateTraceparent(value: string, isRepeated = false): readonly HeaderField[] {
  const { before, inner, after } = peel(value);
  const [version = '', traceId, parentId, flags, ...extra] = inner.split('-');
  const fields: HeaderField[] = [...separator(before), field('version', version, versionProblem(version) ?? (isRepeated ? 'duplicateHeader' : null))];
  const known = [['traceId', traceId, 32], ['parentId', parentId, 16], ['flags', flags, 2]] as const;
  for (const [kind, text, length] of known) {
    if (text === undefined) {
      fields.push(field(kind, '', 'length'));
      return [...fields, ...separator(after)];
    }
    // Only bit 0 (sampled) and, since level 2, bit 1 (random trace id) mean something; a receiver ignores the others, so none is wrong.
    const problem = kind === 'flags' ? hexProblem(text, length) : idProblem(text, length);
    fields.push(field('separator', '-'), field(kind, text, problem));
  }
  if (extra.length > 0) {
    // Section 3.2.4: a later version may go on after a dash. Version 00 is 55 characters and not one more, not even the dash.
    fields.push(field('separator', '-'), field('future', extra.join('-'), version === '00' ? 'extraFields' : null));
  }
  return [...fields, ...separator(after)];
}

/** Section 3.2.2.1: two lower-case hex digits, of which ff is forbidden; versions that are not known yet are read as far as they are. */
function versionProblem(version: string): FieldProblem | null {
  return hexProblem(version, 2) ?? (version === 'ff' ? 'forbiddenVersion' : null);
}
