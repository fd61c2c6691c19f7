import * as z from 'zod';
import { DisposableStore } from '../base/disposable.ts';
import { errorMessage } from '../base/errors.ts';
import type { AllHandlers, Contract, Method } from '../contract/define.ts';
import type { Channel, Frame } from './channel.ts';
import { decodeFrame, encodeFrame } from './codec.ts';
import { type Reply, Request } from './message.ts';
import { RpcError } from './rpcError.ts';

/** Longest frame a screen may send. Its largest honest call carries a configuration or an imported file. */
const maxRequestLength = 16 * 1024 * 1024;

export interface ServeOptions<C extends Contract> {
  readonly contract: C;
  readonly handlers: AllHandlers<C>;
  readonly channel: Channel;
  /** Hears of our bugs (what a handler threw) and of frames that make no sense. */
  readonly log: (message: string, error: unknown) => void;
}

type Answer = (input: unknown) => Promise<unknown>;

/** Answers the calls that come in over one channel until it closes or this is disposed. Calls run side by side; answers may overtake each other. */
export function serve<C extends Contract>({ contract, handlers, channel, log }: ServeOptions<C>): Disposable {
  const store = new DisposableStore();
  let open = true;
  const reply = (message: Reply): void => {
    if (open) channel.send(encodeFrame(message));
  };
  const end = (): void => {
    open = false;
    store[Symbol.dispose]();
  };
  const answer = async (frame: Frame): Promise<void> => {
    const request = readRequest(frame, log);
    if (request === null) return;
    try {
      reply({ id: request.id, result: await call(contract, handlers, request) });
    } catch (error) {
      const known = error instanceof RpcError;
      if (!known) log(`${request.call} failed`, error);
      reply({ id: request.id, error: { code: known ? error.code : 'internal', message: errorMessage(error) } });
    }
  };
  store.add(channel.received((frame) => void answer(frame)));
  store.add(channel.closed(end));
  return { [Symbol.dispose]: end };
}

function readRequest(frame: Frame, log: ServeOptions<Contract>['log']): Request | null {
  try {
    return Request.parse(decodeFrame(frame, maxRequestLength));
  } catch (error) {
    log('dropped a frame that is no call', error);
    return null;
  }
}

async function call(contract: Contract, handlers: object, { call: name, input }: Request): Promise<unknown> {
  const [method, answer] = find(contract, handlers, name);
  const checked = method.input.safeParse(input);
  if (!checked.success) throw new RpcError('invalid_input', `${name}: ${z.prettifyError(checked.error)}`);
  // `undefined` has no JSON: a method without an answer says null.
  return (await answer(checked.data)) ?? null;
}

/** Looks only at own properties: a name like `constructor.call` finds nothing. */
function find(contract: Contract, handlers: object, name: string): readonly [Method, Answer] {
  const [areaName = '', methodName = ''] = name.split('.', 2);
  const method = Object.hasOwn(contract, areaName) && Object.hasOwn(contract[areaName] ?? {}, methodName) ? contract[areaName]?.[methodName] : undefined;
  if (name !== `${areaName}.${methodName}` || method?.kind !== 'method') throw new RpcError('not_found', `no method "${name}"`);
  const area: unknown = Reflect.get(handlers, areaName);
  const answer: unknown = typeof area === 'object' && area !== null ? Reflect.get(area, methodName) : undefined;
  if (!isAnswer(answer)) throw new Error(`"${name}" has no handler`);
  return [method, async (input) => answer.call(area, input)];
}

// The types of Handlers promise it; this says so to the compiler where names have become strings.
function isAnswer(value: unknown): value is Answer {
  return typeof value === 'function';
}
