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
  if (type === '') return err(slash < 0 ? 'id must not be empty' : `in ${JSON.stringify(text)} id: the part before / should not be empty`);
  const named = slash < 0 ? ok('') : parseName(text, slash, strict);
  if (!named.ok) return named;
  if (strict && !typePattern.test(type)) return err(`in ${JSON.stringify(text)} id: invalid character(s) in type ${JSON.stringify(type)}`);
  return ok({ type, name: named.value });
}

/** At most 1024 bytes of UTF-8. */
const maxNameBytes = 1024;

function parseName(text: string, slash: number, strict: boolean): Result<string, string> {
  const name = text.slice(slash + 1).trim();
  if (name === '') return err(`in ${JSON.stringify(text)} id: the part after / should not be empty`);
  const quoted = JSON.stringify(name);
  const length = new TextEncoder().encode(name).length;
  if (strict && length > maxNameBytes) return err(`in ${quoted} id: name ${quoted} is longer than 1024 characters (${String(length)} characters)`);
  return strict && !namePattern.test(name) ? err(`in ${quoted} id: invalid character(s) in name ${quoted}`) : ok(name);
}
