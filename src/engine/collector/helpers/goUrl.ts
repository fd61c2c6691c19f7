import { err, ok, type Result } from '#common/base/result.ts';

/**
 * The path of a URL as Go's url.Parse (1.26) reads it, unescaped; `?…` and `#…` are no part of it. Go is lenient: `localhost:4318` is a URL of
 * scheme "localhost" without a path, `127.0.0.1:4318` is none. The error is Go's text.
 */
export function goUrlPath(text: string): Result<string, string> {
  const [whole = ''] = text.split('#');
  const fault = faultOf(whole);
  if (fault !== undefined) return err(`parse ${JSON.stringify(whole)}: ${fault}`);
  const { scheme, rest } = parts(whole);
  if (!rest.startsWith('/')) return ok(scheme === '' ? unescapedPath(rest) : '');
  return ok(unescapedPath(rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///')) ? rest.slice(2).replace(/^[^/]*/, '') : rest));
}

function parts(text: string): { readonly scheme: string; readonly rest: string } {
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(text)?.[0] ?? '';
  return { scheme, rest: text.slice(scheme.length).replace(/\?.*$/s, '') };
}

function faultOf(text: string): string | undefined {
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'net/url: invalid control character in URL';
  if (text.startsWith(':')) return 'missing protocol scheme';
  const { scheme, rest } = parts(text);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return undefined;
    if ((rest.split('/')[0] ?? '').includes(':')) return 'first path segment in URL cannot contain colon';
  } else if (rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'))) {
    const fault = authorityFault(rest.slice(2).split('/')[0] ?? '');
    if (fault !== undefined) return fault;
  }
  const escape = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(rest)?.[0];
  return escape === undefined ? undefined : `invalid URL escape ${JSON.stringify(escape)}`;
}

function authorityFault(authority: string): string | undefined {
  const host = authority.replace(/^.*@/, '');
  const odd = /[\s<>"]/.exec(host)?.[0];
  if (odd !== undefined) return `invalid character ${JSON.stringify(odd)} in host name`;
  if (/^(\[[^\]]*\]|[^:[\]]*)(:\d*)?$/.test(host)) return undefined;
  const port = /^(?:\[[^\]]*\]|[^:[\]]*)(:.*)$/.exec(host)?.[1];
  return port === undefined ? 'invalid IP-literal' : `invalid port ${JSON.stringify(port)} after host`;
}

/** A path without its `%XX`. Never throws: whatever is no UTF-8 stays as it is written. */
export function unescapedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
