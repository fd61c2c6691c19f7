import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { secret, section, string } from '../../../component/fields.ts';
import { pointerSection } from '../kit/pointerSection.ts';

const htpasswd = () => pointerSection({
  file: string().describe('Path of an htpasswd file.'),
  inline: string().describe('Lines of an htpasswd file; they win over those of the file.'),
}, 'basicauthextension.HtpasswdSettings').describe('Proves callers of a receiver: lines of user:password, where the password may be hashed.');

const username = () => string().describe('Name to sign requests with.');
const password = () => secret().describe('Password to sign requests with.');

/** basicauthextension.Config v0.159. */
export const BasicAuthConfig = section({
  htpasswd: htpasswd(),
  client_auth: pointerSection({
    username: username(),
    username_file: string().describe('File that holds the name; it wins over username, and is followed when it changes.'),
    password: password(),
    password_file: string().describe('File that holds the password; it wins over password, and is followed when it changes.'),
  }, 'basicauthextension.ClientAuthSettings').describe('Signs what an exporter sends.'),
}, { goType: 'basicauthextension.Config' });
export type BasicAuthConfig = z.output<typeof BasicAuthConfig>;

/** basicauthextension.Config v0.84: credentials stand in the configuration. */
export const BasicAuthConfig2023 = section({
  htpasswd: htpasswd(),
  client_auth: pointerSection({ username: username(), password: password() }, 'basicauthextension.ClientAuthSettings').describe('Signs what an exporter sends.'),
}, { goType: 'basicauthextension.Config' });
export type BasicAuthConfig2023 = z.output<typeof BasicAuthConfig2023>;

export function validateBasicAuth({ client_auth, htpasswd: server }: { readonly htpasswd?: object | undefined; readonly client_auth?: object | undefined }): Problem[] {
  if (client_auth !== undefined && server !== undefined) return [{ path: [], message: 'only one of `htpasswd` or `client_auth` can be specified' }];
  return client_auth === undefined && server === undefined ? [{ path: [], message: noCredentials }] : [];
}

export const noCredentials = 'no credential source provided';
