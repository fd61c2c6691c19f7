import { print } from './log.ts';
import { whenStopping } from './lifecycle.ts';
import { carryRequests } from './request.ts';
import { joinLab } from './network.ts';
import { reportSpanCounts } from './spanCounts.ts';

/**
 * Joins the lab's network, starts the SDK, then the program. Both arrive by `import()`, so that nothing of the program (express, node:http) is loaded before the
 * instrumentations that must see it load.
 */
export async function start(program: () => Promise<unknown>): Promise<void> {
  process.on('uncaughtExceptionMonitor', (error) => {
    print('ERROR', `crashed: ${error.message}`);
    reportSpanCounts();
  });
  await joinLab();
  carryRequests();
  const { sdk } = await import('./boot.ts');
  whenStopping('flush', () => sdk.shutdown());
  await program();
}
