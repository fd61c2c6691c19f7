import type { Pdata, Signal } from '../../signal.ts';
import type { Message } from '../message.ts';
import { logsMessage } from './logs.ts';
import { metricsMessage } from './metrics.ts';
import { tracesMessage } from './traces.ts';

const messages: { readonly [S in Signal]: Message<Pdata<S>> } = { traces: tracesMessage, metrics: metricsMessage, logs: logsMessage };

/** The codec of a signal's export request. */
export function requestMessage<S extends Signal>(signal: S): Message<Pdata<S>> {
  return messages[signal];
}
