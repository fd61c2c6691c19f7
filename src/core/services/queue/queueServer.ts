import { createServer, type Server } from 'node:net';
import { Broker } from './broker.ts';
import { Connection, type ConnectionSettings } from './connection.ts';

/** An AMQP 0-9-1 server, not listening yet; `stop` says goodbye to its clients and resolves when they are gone. */
export function createQueueServer(settings: ConnectionSettings = {}): { readonly server: Server; readonly stop: () => Promise<void> } {
  const broker = new Broker();
  const connections = new Set<Connection>();
  const server = createServer((socket) => {
    const connection = new Connection(socket, broker, settings);
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  return {
    server,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const connection of connections) connection.close();
    }),
  };
}
