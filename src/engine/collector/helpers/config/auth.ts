import { list, noneSection, section, string } from '../../component/fields.ts';

/** configauth.Config: names the extension that authenticates. */
export const auth = () => noneSection({ authenticator: string().describe('Id of the extension that authenticates.') }, { goType: 'configauth.Config' })
  .describe('Who proves or signs requests.');

/** confighttp.AuthConfig: as `auth`, and may read query parameters as headers. */
export const serverAuth = () => noneSection({
  authenticator: string().describe('Id of the extension that authenticates.'),
  request_params: list(string()).describe('Query parameters handed to the authenticator as if they were headers.'),
}, { goType: 'confighttp.AuthConfig' }).describe('Who proves that callers are who they say.');

/** configmiddleware.Config: extensions that wrap every request. */
export const middlewares = () => list(section({ id: string().describe('Id of the extension.') }, { goType: 'configmiddleware.Config' })).describe('Extensions that see every request, in order.');
