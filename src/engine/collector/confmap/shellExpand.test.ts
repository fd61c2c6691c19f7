import { expect, it } from 'vitest';
import { shellExpand } from './shellExpand.ts';

it.each([
  ['$X', 'hello'], ['${X}', 'hello'], ['a-$X-b', 'a-hello-b'], ['$XY', ''], ['${X}Y', 'helloY'], ['$$X', '$X'], ['$$$X', '$hello'], ['$$', '$'], ['$', '$'], ['a$', 'a$'], ['$ X', '$ X'], ['$é', '$é'],
  ['$1', ''], ['$10', '0'], ['$-X', 'X'], ['${*}', ''], ['${}x', 'x'], ['${X', 'X'], ['${', ''], ['$(X)', '$(X)'], ['$_', 'under'],
])('%s', (text, wanted) => {
  const values = new Map([['X', 'hello'], ['_', 'under']]);

  expect(shellExpand(text, (name) => values.get(name) ?? '')).toBe(wanted);
});
