import { AmqpError, Reader, type Table, Writer } from './wire.ts';

type FieldType = 'octet' | 'short' | 'long' | 'longlong' | 'shortstr' | 'longstr' | 'bit' | 'table';
interface FieldValue {
  octet: number;
  short: number;
  long: number;
  longlong: bigint;
  shortstr: string;
  longstr: string;
  bit: boolean;
  table: Table;
}
interface Shape {
  /** Class and method number. */
  readonly id: readonly [number, number];
  readonly fields: Readonly<Record<string, FieldType>>;
}

/** The methods a queue and its clients need, with their arguments in order (AMQP 0-9-1, and RabbitMQ's confirm and nack). */
export const methods = {
  'connection.start': { id: [10, 10], fields: { versionMajor: 'octet', versionMinor: 'octet', serverProperties: 'table', mechanisms: 'longstr', locales: 'longstr' } },
  'connection.start-ok': { id: [10, 11], fields: { clientProperties: 'table', mechanism: 'shortstr', response: 'longstr', locale: 'shortstr' } },
  'connection.tune': { id: [10, 30], fields: { channelMax: 'short', frameMax: 'long', heartbeat: 'short' } },
  'connection.tune-ok': { id: [10, 31], fields: { channelMax: 'short', frameMax: 'long', heartbeat: 'short' } },
  'connection.open': { id: [10, 40], fields: { virtualHost: 'shortstr', reserved1: 'shortstr', reserved2: 'bit' } },
  'connection.open-ok': { id: [10, 41], fields: { reserved1: 'shortstr' } },
  'connection.close': { id: [10, 50], fields: { replyCode: 'short', replyText: 'shortstr', classId: 'short', methodId: 'short' } },
  'connection.close-ok': { id: [10, 51], fields: {} },
  'channel.open': { id: [20, 10], fields: { reserved1: 'shortstr' } },
  'channel.open-ok': { id: [20, 11], fields: { reserved1: 'longstr' } },
  'channel.close': { id: [20, 40], fields: { replyCode: 'short', replyText: 'shortstr', classId: 'short', methodId: 'short' } },
  'channel.close-ok': { id: [20, 41], fields: {} },
  'queue.declare': { id: [50, 10], fields: { reserved1: 'short', queue: 'shortstr', passive: 'bit', durable: 'bit', exclusive: 'bit', autoDelete: 'bit', noWait: 'bit', arguments: 'table' } },
  'queue.declare-ok': { id: [50, 11], fields: { queue: 'shortstr', messageCount: 'long', consumerCount: 'long' } },
  'queue.purge': { id: [50, 30], fields: { reserved1: 'short', queue: 'shortstr', noWait: 'bit' } },
  'queue.purge-ok': { id: [50, 31], fields: { messageCount: 'long' } },
  'basic.qos': { id: [60, 10], fields: { prefetchSize: 'long', prefetchCount: 'short', global: 'bit' } },
  'basic.qos-ok': { id: [60, 11], fields: {} },
  'basic.consume': { id: [60, 20], fields: { reserved1: 'short', queue: 'shortstr', consumerTag: 'shortstr', noLocal: 'bit', noAck: 'bit', exclusive: 'bit', noWait: 'bit', arguments: 'table' } },
  'basic.consume-ok': { id: [60, 21], fields: { consumerTag: 'shortstr' } },
  'basic.cancel': { id: [60, 30], fields: { consumerTag: 'shortstr', noWait: 'bit' } },
  'basic.cancel-ok': { id: [60, 31], fields: { consumerTag: 'shortstr' } },
  'basic.publish': { id: [60, 40], fields: { reserved1: 'short', exchange: 'shortstr', routingKey: 'shortstr', mandatory: 'bit', immediate: 'bit' } },
  'basic.return': { id: [60, 50], fields: { replyCode: 'short', replyText: 'shortstr', exchange: 'shortstr', routingKey: 'shortstr' } },
  'basic.deliver': { id: [60, 60], fields: { consumerTag: 'shortstr', deliveryTag: 'longlong', redelivered: 'bit', exchange: 'shortstr', routingKey: 'shortstr' } },
  'basic.get': { id: [60, 70], fields: { reserved1: 'short', queue: 'shortstr', noAck: 'bit' } },
  'basic.get-ok': { id: [60, 71], fields: { deliveryTag: 'longlong', redelivered: 'bit', exchange: 'shortstr', routingKey: 'shortstr', messageCount: 'long' } },
  'basic.get-empty': { id: [60, 72], fields: { reserved1: 'shortstr' } },
  'basic.ack': { id: [60, 80], fields: { deliveryTag: 'longlong', multiple: 'bit' } },
  'basic.reject': { id: [60, 90], fields: { deliveryTag: 'longlong', requeue: 'bit' } },
  'basic.nack': { id: [60, 120], fields: { deliveryTag: 'longlong', multiple: 'bit', requeue: 'bit' } },
  'confirm.select': { id: [85, 10], fields: { noWait: 'bit' } },
  'confirm.select-ok': { id: [85, 11], fields: {} },
} as const satisfies Readonly<Record<string, Shape>>;

type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Arguments<N extends MethodName> = { readonly [F in keyof Methods[N]['fields']]: Methods[N]['fields'][F] extends FieldType ? FieldValue[Methods[N]['fields'][F]] : never };
/** A method with its arguments. */
export type Method = { readonly [N in MethodName]: { readonly name: N; readonly args: Arguments<N> } }[MethodName];

const byId = new Map((Object.keys(methods) as MethodName[]).map((name) => [key(methods[name].id[0], methods[name].id[1]), name]));

function key(classId: number, methodId: number): number {
  return classId * 65_536 + methodId;
}

/** Reads a method frame's payload. A method that is not served here throws NOT_IMPLEMENTED (540), which closes the connection as the protocol says. */
export function readMethod(payload: Buffer): Method {
  const reader = new Reader(payload);
  const [classId, methodId] = [reader.short(), reader.short()];
  const name = byId.get(key(classId, methodId));
  if (name === undefined) throw new AmqpError(540, `NOT_IMPLEMENTED - method ${String(classId)}.${String(methodId)} is not served here`);
  const args = Object.fromEntries(Object.entries(methods[name].fields).map(([field, type]) => [field, reader[type]()]));
  return { name, args } as unknown as Method;
}

/** What serves some methods, each with its own arguments. */
export type MethodHandlers = { readonly [N in MethodName]?: (args: Arguments<N>) => void };

/** Calls the handler of a method; one without a handler throws COMMAND_INVALID (503). */
export function dispatch(handlers: MethodHandlers, method: Method): void {
  const handle = handlers[method.name] as ((args: Method['args']) => void) | undefined;
  if (handle === undefined) throw new AmqpError(503, `COMMAND_INVALID - ${method.name} does not belong here`);
  handle(method.args);
}

/** The payload of a method's frame: class, method, arguments in the order of the table. */
export function writeMethod<N extends MethodName>(name: N, args: Arguments<N>): Buffer {
  const { id, fields } = methods[name];
  const writer = new Writer().short(id[0]).short(id[1]);
  for (const [field, type] of Object.entries(fields)) put(writer, type, (args as Readonly<Record<string, unknown>>)[field]);
  return writer.bytes();
}

/** `value` is what `Arguments` says of a field of this type. */
function put(writer: Writer, type: FieldType, value: unknown): void {
  (writer[type] as (written: unknown) => Writer).call(writer, value);
}
