import { PortError, type ServerOptions, startServer } from './startServer.ts';

/** Runs the browser shell until SIGINT or SIGTERM. A port that cannot be had ends the process with one line and exit code 1. */
export async function runServer(options: ServerOptions): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  try {
    const server = await startServer(options);
    await stopped;
    await server.close();
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
