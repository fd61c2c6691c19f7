import { defineExtension } from '../../../component/factory.ts';
import { BasicAuthClient } from './basicAuthClient.ts';
import { BasicAuthServer } from './basicAuthServer.ts';
import { BasicAuthConfig, BasicAuthConfig2023, noCredentials, validateBasicAuth } from './config.ts';

const common = {
  type: 'basicauth',
  summary: 'Proves callers of receivers, or signs what exporters send, with a name and a password.',
  stability: 'beta',
  validate: validateBasicAuth,
} as const;

/** Contrib basicauthextension v0.159. */
export const basicAuthExtension = defineExtension<BasicAuthConfig>({
  ...common, config: BasicAuthConfig,
  create: (set, { client_auth, htpasswd }) => (htpasswd === undefined ? new BasicAuthClient(set, client_auth ?? { username: '', password: '' }) : new BasicAuthServer(htpasswd)),
});

/** Contrib basicauthextension v0.84: a client must have a name. */
export const basicAuthExtension2023 = defineExtension<BasicAuthConfig2023>({
  ...common, config: BasicAuthConfig2023,
  create(set, { client_auth, htpasswd }) {
    if (htpasswd !== undefined) return new BasicAuthServer(htpasswd);
    if (client_auth === undefined || client_auth.username === '') throw new Error(noCredentials);
    return new BasicAuthClient(set, client_auth);
  },
});
