import { type FieldProblem, type HeaderField, field, idProblem, peel, separator } from './headerField.ts';

/**
 * Cuts a `b3` header: `{traceId}-{spanId}-{sampling}-{parentId}`, of which the last two are optional, or the sampling state alone
 * (openzipkin/b3-propagation, "Single Header"). A sender without a sampling state may put the parent third: its length tells them apart.
 */
export function annotateB3(value: string, isRepeated = false): readonly HeaderField[] {
  const { before, inner, after } = peel(value);
  const parts = inner.split('-');
  const fields = parts.length === 1 && inner.length < 16 ? [samplingState(inner)] : ids(parts);
  return [...separator(before), ...repeated(fields, isRepeated), ...separator(after)];
}

function ids(parts: readonly string[]): readonly HeaderField[] {
  const [traceId = '', spanId = '', third, ...rest] = parts;
  const fields = [field('traceId', traceId, idProblem(traceId, 16, 32)), field('spanId', spanId, idProblem(spanId, 16))];
  const isParentThird = third?.length === 16;
  if (third !== undefined) fields.push(isParentThird ? parent(third) : samplingState(third));
  const [fourth, ...extra] = isParentThird ? [undefined, ...rest] : rest;
  if (fourth !== undefined) fields.push(parent(fourth));
  if (extra.length > 0) fields.push(field('invalid', extra.join('-'), 'extraFields'));
  // A span id that is missing altogether has no dash before it either.
  return fields.flatMap((one, at) => (at === 0 || at >= parts.length ? [one] : [field('separator', '-'), one]));
}

function samplingState(text: string): HeaderField {
  if (text === 'd') return field('debug', text);
  return field('sampled', text, text === '0' || text === '1' ? null : 'badFlag');
}

function parent(text: string): HeaderField {
  return field('b3ParentId', text, idProblem(text, 16));
}

/** The headers of the form with one for each field, lower case, and what is in them. */
const multi: Readonly<Record<string, (value: string) => HeaderField>> = {
  'x-b3-traceid': (value) => field('traceId', value, idProblem(value, 16, 32)),
  'x-b3-spanid': (value) => field('spanId', value, idProblem(value, 16)),
  'x-b3-parentspanid': parent,
  // `true` and `false` are from before the specification: it says not to write them, though a lenient receiver may read them.
  'x-b3-sampled': (value) => field('sampled', value, value === '0' || value === '1' ? null : 'badFlag'),
  // Only 1, debug, has a meaning. 0 is written by old tracers and says nothing, so it is let pass.
  'x-b3-flags': (value) => field('debug', value, value === '0' || value === '1' ? null : 'badFlag'),
};

export function isB3Multi(lowerName: string): boolean {
  return Object.hasOwn(multi, lowerName);
}

/** One of the `X-B3-…` headers (openzipkin/b3-propagation, "Multiple Headers"). `lowerName` must be one for which `isB3Multi` holds. */
export function annotateB3Multi(lowerName: string, value: string, isRepeated = false): readonly HeaderField[] {
  const { before, inner, after } = peel(value);
  const one = multi[lowerName]?.(inner) ?? field('invalid', inner);
  return [...separator(before), ...repeated([one], isRepeated), ...separator(after)];
}

/** RFC 9110 section 5.3: a header that is no list may be sent once. */
function repeated(fields: readonly HeaderField[], isRepeated: boolean): readonly HeaderField[] {
  const problem: FieldProblem | null = isRepeated ? 'duplicateHeader' : null;
  return fields.map((one, at) => (at === 0 ? field(one.kind, one.text, one.problem ?? problem) : one));
}
