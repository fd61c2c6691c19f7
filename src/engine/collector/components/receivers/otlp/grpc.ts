import { errorMessage } from '#common/base/errors.ts';
import { GrpcError, type GrpcHandler } from '#engine/network/network.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Acceptor } from './acceptor.ts';
import { requestContext } from './requestContext.ts';
import { statusOf } from './status.ts';

/** The Export method of one signal. */
export function grpcHandler<S extends Signal>(acceptor: Acceptor<S>, includeMetadata: boolean): GrpcHandler {
  return async (message, { metadata, remoteAddress }) => {
    const data = decode(acceptor.signal, message);
    try {
      await acceptor.accept(data, requestContext(metadata, remoteAddress, includeMetadata));
    } catch (error) {
      const { message: text, name, retryDelay } = statusOf(error);
      throw new GrpcError(name, text, retryDelay);
    }
    return encodeExportResponse(acceptor.signal, 'proto');
  };
}

function decode<S extends Signal>(signal: S, message: Uint8Array): Pdata<S> {
  try {
    return decodeProtobuf(signal, message);
  } catch (error) {
    throw new GrpcError('Internal', `grpc: error unmarshalling request: ${errorMessage(error)}`);
  }
}
