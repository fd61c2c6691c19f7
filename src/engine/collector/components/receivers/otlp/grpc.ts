import { errorMessage } from '#common/base/errors.ts';
import { GrpcError, type GrpcHandler, type Headers } from '#engine/network/network.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { ServerAuthenticator } from '../../../component/offers.ts';
import type { Acceptor } from './acceptor.ts';
import { requestContext } from './requestContext.ts';
import type { OtlpReceiverRules } from './rules.ts';

export interface GrpcHandlerSettings {
  readonly includeMetadata: boolean;
  readonly authenticator: ServerAuthenticator | undefined;
  readonly rules: OtlpReceiverRules;
}

/** The Export method of one signal. A message that is no OTLP is refused before its caller is proved, as grpc-go does. */
export function grpcHandler<S extends Signal>(acceptor: Acceptor<S>, { authenticator, includeMetadata, rules }: GrpcHandlerSettings): GrpcHandler {
  return async (message, { metadata: headers, remoteAddress }) => {
    const data = decode(acceptor.signal, message);
    const auth = authenticator === undefined ? undefined : await authenticate(authenticator, headers, rules);
    try {
      await acceptor.accept(data, requestContext({ auth, headers, remoteAddress }, includeMetadata));
    } catch (error) {
      const { message: text, name, retryDelay } = rules.statusOf(error);
      throw new GrpcError(name, text, retryDelay);
    }
    return encodeExportResponse(acceptor.signal, 'proto');
  };
}

async function authenticate(authenticator: ServerAuthenticator, headers: Headers, rules: OtlpReceiverRules): Promise<ReadonlyMap<string, string>> {
  try {
    return await authenticator.authenticate(headers);
  } catch (error) {
    if (error instanceof GrpcError) throw error;
    throw new GrpcError(rules.explainsUnauthorized ? 'Unauthenticated' : 'Unknown', errorMessage(error));
  }
}

function decode<S extends Signal>(signal: S, message: Uint8Array): Pdata<S> {
  try {
    return decodeProtobuf(signal, message);
  } catch (error) {
    throw new GrpcError('Internal', `grpc: error unmarshalling request: ${errorMessage(error)}`);
  }
}
