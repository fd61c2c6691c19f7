import type { HttpHandler } from '#engine/network/network.ts';
import { defineExtension } from '../../../component/factory.ts';
import type { Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { serverAuthenticator } from '../../../helpers/authenticators.ts';
import { httpListenOptions } from '../../../helpers/config/serverOptions.ts';
import { serveHttp } from '../../../helpers/httpServer.ts';
import { goServerConfig } from '../kit/goServerConfig.ts';
import { validateZpages, validateZpages2023, ZpagesConfig, ZpagesConfig2023 } from './config.ts';
import { currentGates, gates2023 } from './featureGates.ts';
import { Zpages } from './zpages.ts';

const common = { type: 'zpages', summary: 'Serves pages about the running collector: its pipelines, extensions and feature gates.', stability: 'beta' } as const;

/** Upstream zpagesextension v0.159. */
export const zpagesExtension = defineExtension<ZpagesConfig>({
  ...common, config: ZpagesConfig, validate: validateZpages,
  create(set, config) {
    const at = (line: number): string => `zpagesextension@v0.159.0/zpagesextension.go:${String(line)}`;
    return new Zpages(set, {
      options: ({ files }) => httpListenOptions(config, { files, at: 'zpages', connectionFailed: (message) => { set.logger.error(message); } }), expvar: config.expvar.enabled, gates: currentGates, alwaysSaysGoodbye: false,
      logged: { ServerConfig: goServerConfig(config), Expvar: { Enabled: config.expvar.enabled } },
      callers: { spans: at(69), expvar: at(74), registered: at(82), starting: at(94), stopping: at(125) },
      wrap: (pages, host) => served(set, config, { pages, host }),
    });
  },
});

/** Upstream zpagesextension v0.84. */
export const zpagesExtension2023 = defineExtension<ZpagesConfig2023>({
  ...common, config: ZpagesConfig2023, validate: validateZpages2023,
  create(set, { endpoint }) {
    const at = (line: number): string => `zpagesextension@v0.84.0/zpagesextension.go:${String(line)}`;
    return new Zpages(set, {
      options: async () => ({ address: endpoint, maxBodyBytes: 1 << 20 }), expvar: false, gates: gates2023, alwaysSaysGoodbye: true, logged: { TCPAddr: { Endpoint: endpoint } },
      callers: { spans: at(55), expvar: '', registered: at(63), starting: at(75), stopping: at(100) }, wrap: (pages) => pages,
    });
  },
});

/** What confighttp puts around pages: authentication, cross-origin rules, extra headers. */
function served({ logger }: Settings, config: ZpagesConfig, { host, pages }: { readonly host: Host; readonly pages: HttpHandler }): HttpHandler {
  const authenticator = serverAuthenticator(config.auth, host);
  return serveHttp({
    config, compressor: host.compressor, logger, ...(authenticator === undefined ? {} : { authenticator }),
    endpoints: new Map([['/', (request) => pages({ ...request, body: new Uint8Array() })]]),
    refuse: (message, status) => ({ status, headers: { 'content-type': ['text/plain; charset=utf-8'] }, body: new TextEncoder().encode(`${message}\n`) }),
  });
}
