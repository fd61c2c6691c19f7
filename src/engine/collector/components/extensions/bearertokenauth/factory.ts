import { defineExtension } from '../../../component/factory.ts';
import { BearerTokenAuth, type BearerTokenRules } from './bearerTokenAuth.ts';
import { BearerTokenAuthConfig, BearerTokenAuthConfig2023, validateBearerTokenAuth } from './config.ts';

const common = {
  type: 'bearertokenauth',
  summary: 'Proves callers of receivers, and signs what exporters send, with a token.',
  stability: 'beta',
  validate: validateBearerTokenAuth,
} as const;

const rules: BearerTokenRules = {
  ignored: { message: 'a filename is specified. Configured token(s) is ignored!', caller: 'bearertokenauthextension@v0.159.0/bearertokenauth.go:81' },
  refreshed: 'bearertokenauthextension@v0.159.0/bearertokenauth.go:92',
  missing: (header) => `missing or empty authorization header: ${header}`,
  wrong: () => 'provided authorization does not match expected scheme or token',
};
const rules2023: BearerTokenRules = {
  ignored: { message: 'a filename is specified. Configured token is ignored!', caller: 'bearertokenauthextension@v0.84.0/bearertokenauth.go:59' },
  refreshed: 'bearertokenauthextension@v0.84.0/bearertokenauth.go:132',
  missing: () => "authentication didn't succeed",
  wrong: (sent) => `scheme or token does not match: ${sent}`,
};

/** Contrib bearertokenauthextension v0.159. */
export const bearerTokenAuthExtension = defineExtension<BearerTokenAuthConfig>({
  ...common, config: BearerTokenAuthConfig, create: (set, config) => new BearerTokenAuth(set, config, rules),
});

/** Contrib bearertokenauthextension v0.84: one token, always in `authorization`. Upstream kept white space around a file's token; here it is cut off. */
export const bearerTokenAuthExtension2023 = defineExtension<BearerTokenAuthConfig2023>({
  ...common, config: BearerTokenAuthConfig2023, create: (set, config) => new BearerTokenAuth(set, { ...config, header: 'Authorization', tokens: [] }, rules2023),
});
