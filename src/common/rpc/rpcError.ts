/**
 * `invalid_input`: the call's input broke its schema. `not_found`: the thing named does not exist. `internal`: our bug, logged where it happened.
 * `disconnected`: only made on the calling side, when the answer can no longer come.
 */
export type RpcErrorCode = 'invalid_input' | 'not_found' | 'internal' | 'disconnected';

/** What a call rejects with. Handlers throw it with `not_found` or `invalid_input`; anything else they throw is a bug. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: RpcErrorCode;

  constructor(code: RpcErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
