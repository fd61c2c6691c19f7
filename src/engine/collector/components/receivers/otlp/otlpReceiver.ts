import type { GrpcHandler, Listener } from '#engine/network/network.ts';
import { type Signal, signals } from '#engine/pdata/signal.ts';
import type { Receiver, Settings } from '../../../component/component.ts';
import type { NextBySignal } from '../../../component/factory.ts';
import type { Host } from '../../../component/host.ts';
import { grpcListenOptions, httpListenOptions } from '../../../helpers/config/serverOptions.ts';
import { serverAuthenticator } from '../../../helpers/authenticators.ts';
import { type Endpoint, serveHttp } from '../../../helpers/httpServer.ts';
import { otlpMethods } from '../../../helpers/otlpPaths.ts';
import { warnOfUnspecifiedHost } from '../../../helpers/unspecifiedHost.ts';
import { Acceptor, type Transport } from './acceptor.ts';
import type { GrpcConfig, HttpConfig, OtlpReceiverConfig } from './config.ts';
import { grpcHandler } from './grpc.ts';
import { httpHandler, refuse, unauthorized } from './http.ts';
import type { OtlpReceiverRules } from './rules.ts';

/** How long requests in flight may take when the receiver stops. Upstream: for ever. Here: bounded, so that a stuck pipeline cannot hold the lab. */
const graceMillis = 10_000;

/** Receives OTLP over gRPC and HTTP for all signals that have a pipeline; the others are unknown paths and methods. */
export class OtlpReceiver implements Receiver {
  readonly #set: Settings;
  readonly #config: OtlpReceiverConfig;
  readonly #rules: OtlpReceiverRules;
  readonly #next: NextBySignal;
  #listeners: Listener[] = [];

  constructor(set: Settings, { config, next, rules }: { readonly config: OtlpReceiverConfig; readonly rules: OtlpReceiverRules; readonly next: NextBySignal }) {
    this.#set = set;
    this.#config = config;
    this.#rules = rules;
    this.#next = next;
  }

  /** Rejects when an address cannot be had; what was opened before that is closed again. */
  async start(host: Host): Promise<void> {
    const { grpc, http } = this.#config.protocols;
    try {
      if (grpc !== undefined) await this.#startGrpc(grpc, host);
      if (http !== undefined) await this.#startHttp(http, host);
    } catch (error) {
      await this.shutdown();
      throw error;
    }
  }

  /** Resolves when no request is in flight any more. */
  async shutdown(): Promise<void> {
    const listeners = this.#listeners;
    this.#listeners = [];
    await Promise.all(listeners.map((listener) => listener.close(graceMillis)));
  }

  async #startGrpc(config: GrpcConfig, host: Host): Promise<void> {
    const settings = { includeMetadata: config.include_metadata, authenticator: serverAuthenticator(config.auth, host), rules: this.#rules };
    const methods = this.#acceptors('grpc').map((acceptor): readonly [string, GrpcHandler] => [otlpMethods[acceptor.signal], grpcHandler(acceptor, settings)]);
    const options = await grpcListenOptions(config, { files: host.files, at: 'protocols.grpc' });
    await this.#listen('grpc', config.endpoint, () => host.network.listenGrpc(options, new Map(methods)));
  }

  async #startHttp(config: HttpConfig, host: Host): Promise<void> {
    const rules = this.#rules;
    const settings = { includeMetadata: config.include_metadata, rules };
    const endpoints = this.#acceptors('http').map((acceptor): readonly [string, Endpoint] => [config[`${acceptor.signal}_url_path`], httpHandler(acceptor, settings)]);
    const handler = serveHttp({
      config, endpoints: new Map(endpoints), compressor: host.compressor, logger: this.#set.logger, refuse: refuse(rules), rules: rules.server,
      authenticator: serverAuthenticator(config.auth, host), ...(rules.explainsUnauthorized ? {} : { unauthorized }),
    });
    const options = await httpListenOptions(config, { files: host.files, at: 'protocols.http', connectionFailed: (message) => { this.#set.logger.error(message); } });
    await this.#listen('http', config.endpoint, () => host.network.listenHttp(options, handler));
  }

  async #listen(transport: Transport, endpoint: string, listen: () => Promise<Listener>): Promise<void> {
    const { callers, saysBeforeListening } = this.#rules;
    const { logger } = this.#set;
    const say = (address: string): void => { logger.info(`Starting ${transport.toUpperCase()} server`, { endpoint: address }, callers[transport]); };
    if (saysBeforeListening) {
      warnOfUnspecifiedHost(logger, endpoint);
      say(endpoint);
    }
    const listener = await listen();
    this.#listeners.push(listener);
    if (!saysBeforeListening) say(listener.address);
  }

  #acceptors(transport: Transport): Acceptor<Signal>[] {
    const { metrics, reasons } = this.#set;
    const { countsFailed } = this.#rules;
    const acceptor = <S extends Signal>(signal: S): Acceptor<S>[] => {
      const next = this.#next[signal];
      return next === undefined ? [] : [new Acceptor(signal, next, { metrics, reasons, transport, countsFailed })];
    };
    return signals.flatMap((signal) => acceptor(signal));
  }
}
