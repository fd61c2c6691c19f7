import { describe, expect, it } from 'vitest';
import { pathRules, pathRules2023, Paths } from './httpPaths.ts';

const served = new Map([['/v1/traces', 'traces'], ['/debug/', 'debug'], ['/debug/deep/', 'deep']]);
function find(rules: typeof pathRules, url: string, method = 'POST'): string {
  const found = new Paths(served, rules).find({ method, url });
  if (typeof found === 'string') return found;
  return [String(found.status), ...(found.headers['location'] ?? []), new TextDecoder().decode(found.body)].join(' ').trim();
}

/** As v0.159 and v0.84 answer. */
const rows: readonly (readonly [string, string, string])[] = [
  ['/v1/traces', 'traces', 'traces'], ['/v1/traces?a=b?c', 'traces', 'traces'], ['/v1/trac%65s', 'traces', 'traces'], ['/v1%2Ftraces', '404 404 page not found', 'traces'], ['/v1/traces/', '404 404 page not found', '404 404 page not found'],
  ['//v1/traces?x=1', '307 /v1/traces?x=1', '301 /v1/traces?x=1'], ['/a/../v1/./traces', '307 /v1/traces', '301 /v1/traces'], ['/debug', '307 /debug/', '301 /debug/'], ['/debug/a', 'debug', 'debug'], ['/debug/deep/a', 'deep', 'deep'],
  ['/%ff', '404 404 page not found', '404 404 page not found'], ['*', '400', '400'],
];

describe('Paths', () => {
  it.each(rows)('finds what serves %s', (url, current, older) => {
    expect([find(pathRules, url), find(pathRules2023, url)]).toEqual([current, older]);
  });

  it('gives a browser a page to click on', () => {
    expect(find(pathRules, '/debug?a&b', 'GET')).toBe('307 /debug/?a&b <a href="/debug/?a&amp;b">Temporary Redirect</a>.');
  });

  it('answers OPTIONS * itself', () => {
    expect(find(pathRules, '*', 'OPTIONS')).toBe('200');
  });
});
