import { err, ok, type Result } from '#common/base/result.ts';

/** A component's name: `type` or `type/name` (upstream component/identifiable.go, v0.159). */
export interface ComponentId {
  readonly type: string;
  /** "" when the id has no name. */
  readonly name: string;
}

const typePattern = /^[a-zA-Z][0-9a-zA-Z_]{0,62}$/;
const namePattern = /^[^\p{Z}\p{C}\p{S}]+$/u;

export function formatId(id: ComponentId): string {
  return id.name === '' ? id.type : `${id.type}/${id.name}`;
}

/** Parses an id; a failure carries upstream's text. Not strict: only nothing is refused, as up to v0.99. */
export function parseId(text: string, strict = true): Result<ComponentId, string> {
  const slash = text.indexOf('/');
  const type = (slash < 0 ? text : text.slice(0, slash)).trim();
  if (type === '') return err(slash < 0 ? 'id must not be empty' : `in "${text}" id: the part before / should not be empty`);
  if (strict && !typePattern.test(type)) return err(`in "${text}" id: invalid character(s) in type "${type}"`);
  if (slash < 0) return ok({ type, name: '' });
  const name = text.slice(slash + 1).trim();
  if (name === '') return err(`in "${text}" id: the part after / should not be empty`);
  if (!strict) return ok({ type, name });
  const length = [...name].length;
  if (length > 1024) return err(`name "${name}" is longer than 1024 characters (${String(length)} characters)`);
  if (!namePattern.test(name)) return err(`in "${name}" id: invalid character(s) in name "${name}"`);
  return ok({ type, name });
}
