import type { AddressInfo } from 'node:net';
import { toLab } from '../kit/labPort.ts';
import { whenStopping } from '../kit/lifecycle.ts';
import { nameService, print } from '../kit/log.ts';
import { createQueueServer } from './queueServer.ts';

/** The queue between visits and notifier: AMQP 0-9-1 on 127.0.0.1, at PORT or any free port. It runs no SDK: a queue is not ours to instrument. */
nameService('queue');
const { server, stop } = createQueueServer({
  published: ({ client, queue, taken }) => {
    print(taken ? 'INFO' : 'ERROR', `PUBLISH ${queue} ${taken ? 'taken' : 'refused'}`);
    toLab({ type: 'served', method: 'PUBLISH', route: queue, status: taken ? 200 : 503, durationMillis: 0, caller: client, request: null, context: null, remotePort: null });
  },
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  print('INFO', `listening on amqp://127.0.0.1:${String(port)}`);
  toLab({ type: 'listening', port });
});
whenStopping('drain', stop);
