import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { list, secret, section, string } from '../../../component/fields.ts';

const omitEmpty = { omitEmpty: true };

const scheme = () => string('Bearer').meta({ goType: 'string', default: 'Bearer', ...omitEmpty }).describe('Word in front of the token; "" sends the token alone.');
const token = () => secret().meta({ goType: 'configopaque.String', default: '', opaque: true, ...omitEmpty }).describe('The token.');
const filename = () => string().meta({ goType: 'string', default: '', ...omitEmpty }).describe('File that holds the token, instead of token; it is followed when it changes.');

/** bearertokenauthextension.Config v0.159. */
export const BearerTokenAuthConfig = section({
  header: string('Authorization').meta({ goType: 'string', default: 'Authorization', ...omitEmpty }).describe('Header that carries the token.'),
  scheme: scheme(),
  token: token(),
  tokens: list(secret()).meta({ goType: 'slice', default: [], ...omitEmpty }).describe('Several tokens: a receiver takes each, an exporter sends the first.'),
  filename: filename(),
}, { goType: 'bearertokenauthextension.Config' });
export type BearerTokenAuthConfig = z.output<typeof BearerTokenAuthConfig>;

/** bearertokenauthextension.Config v0.84. */
export const BearerTokenAuthConfig2023 = section({ scheme: scheme(), token: token(), filename: filename() }, { goType: 'bearertokenauthextension.Config' });
export type BearerTokenAuthConfig2023 = z.output<typeof BearerTokenAuthConfig2023>;

export function validateBearerTokenAuth({ filename: file, token: one, tokens = [] }: { readonly token: string; readonly tokens?: readonly string[]; readonly filename: string }): Problem[] {
  if (one === '' && tokens.length === 0 && file === '') return [{ path: [], message: 'no bearer token provided' }];
  if (one !== '' && tokens.length > 0) return [{ path: [], at: ['tokens'], message: 'either tokens or token should be provided, not both' }];
  return [];
}
