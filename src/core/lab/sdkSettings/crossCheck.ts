import { labVariables, otherVariables, settingOf, signals } from './settings.ts';

/** What is allowed and yet hardly meant. */
export interface Doubt {
  readonly path: readonly string[];
  readonly message: string;
  readonly hint?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Looks at settings that are each good, for what they are together. */
export function crossCheck(value: Values): readonly Doubt[] {
  return [...sampling(value), ...propagation(value), ...ports(value), ...batching(value), ...twice(value)];
}

/** The value at a path of the file; undefined when nothing is there. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  return at;
}

function textAt(value: Values, path: readonly string[]): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

function sampling(value: Values): readonly Doubt[] {
  const { sampler, sampler_arg: share } = value;
  const isRatio = typeof sampler === 'string' && sampler.endsWith('traceidratio');
  if (share !== undefined && !isRatio) {
    return [{ path: ['sampler_arg'], message: `sampler_arg does nothing: ${typeof sampler === 'string' ? sampler : 'the default sampler, parentbased_always_on,'} takes no argument`, hint: 'set sampler to parentbased_traceidratio' }];
  }
  if (isRatio && share === undefined) return [{ path: ['sampler'], message: `${sampler} without sampler_arg keeps every trace`, hint: 'add sampler_arg, 0 to 1' }];
  return [];
}

function propagation({ propagators }: Values): readonly Doubt[] {
  if (!Array.isArray(propagators) || propagators.length < 2 || !propagators.includes('none')) return [];
  return [{ path: ['propagators', String(propagators.indexOf('none'))], message: 'none switches off the other propagators too' }];
}

/** Whoever sends to the other protocol's port is not understood there. One doubt for each endpoint. */
function ports(value: Values): readonly Doubt[] {
  const doubts = new Map<string, Doubt>();
  for (const signal of signals) {
    const own = (key: string): readonly string[] => (valueAt(value, ['exporter', signal, key]) === undefined ? ['exporter', key] : ['exporter', signal, key]);
    const path = own('endpoint');
    const protocol = textAt(value, own('protocol')) ?? 'http/protobuf';
    const port = /^https?:\/\/[^/]*:(4317|4318)(?:\/|$)/.exec(textAt(value, path) ?? '')?.[1];
    const fitting = protocol === 'grpc' ? '4317' : '4318';
    const isSent = (value[signal] ?? 'otlp') === 'otlp';
    if (!isSent || port === undefined || port === fitting) continue;
    doubts.set(path.join('.'), {
      path, message: `protocol ${protocol}, but port ${port} is where a collector listens for ${port === '4317' ? 'gRPC' : 'HTTP'}`, hint: `use port ${fitting}, or protocol ${port === '4317' ? 'grpc' : 'http/protobuf'}`,
    });
  }
  return [...doubts.values()];
}

function batching(value: Values): readonly Doubt[] {
  const [size, room] = [valueAt(value, ['batch', 'max_export_batch_size']) ?? 512, valueAt(value, ['batch', 'max_queue_size']) ?? 2048];
  if (typeof size !== 'number' || typeof room !== 'number' || size <= room) return [];
  const path = ['batch', valueAt(value, ['batch', 'max_export_batch_size']) === undefined ? 'max_queue_size' : 'max_export_batch_size'];
  return [{ path, message: `a batch of ${String(size)} spans does not fit the queue of ${String(room)}; the SDK makes batches of ${String(room)}` }];
}

/** Variables under `environment` that have a key of their own, or that the lab itself sets. */
function twice(value: Values): readonly Doubt[] {
  const others = value[otherVariables];
  return Object.keys(typeof others === 'object' && others !== null ? others : {}).flatMap((variable): Doubt[] => {
    const path = [otherVariables, variable];
    if (labVariables.includes(variable)) return [{ path, message: `${variable} is set by the lab; what stands here does nothing` }];
    const setting = settingOf.get(variable);
    if (setting === undefined) return [];
    const key = setting.path.join('.');
    const isSet = valueAt(value, setting.path) !== undefined;
    return [{ path, message: isSet ? `${variable} is set by ${key}; what stands here does nothing` : `${variable} has a key of its own`, hint: isSet ? 'remove it here' : `write it as ${key}` }];
  });
}
