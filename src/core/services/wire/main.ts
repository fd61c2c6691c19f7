import { parentPort } from 'node:worker_threads';
import type { FromWire, ToWire } from '../../protocol/wireMessages.ts';
import { print, nameService } from '../kit/log.ts';
import { Wire } from './wire.ts';

/** The wire between the participants. It runs no SDK: what it knows is what crossed, whatever telemetry says. */
nameService('wire');

/** The body is fresh memory of its own, so it moves to the lab instead of being copied. */
function toLab(message: FromWire): void {
  parentPort?.postMessage(message, message.type === 'exchange' ? [message.exchange.requestBody.buffer as ArrayBuffer] : []);
}

const wire = new Wire({ recorded: (exchange) => toLab({ type: 'exchange', exchange }), failed: (text) => print('ERROR', text) });
// Messages are answered in the order they came: opening doors takes a moment.
let last = Promise.resolve();

async function hear(message: ToWire): Promise<void> {
  switch (message.type) {
    case 'hops':
      toLab({ type: 'doors', doors: await wire.setHops(message.hops) });
      return;
    case 'faults':
      wire.setFaults(message.faults, message.seed);
      return;
    case 'stop':
      await wire.stop();
      toLab({ type: 'stopped' });
      process.exit(0);
  }
}

parentPort?.on('message', (message: ToWire) => {
  last = last.then(() => hear(message)).catch((error: unknown) => print('ERROR', error instanceof Error ? error.message : String(error)));
});
