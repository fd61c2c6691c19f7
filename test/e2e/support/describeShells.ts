import { afterAll, describe, it } from 'vitest';
import { type OpenShell, openShell, type ShellKind, whyNotHere } from './openShell.ts';

const kinds: readonly ShellKind[] = ['browser', 'standin', 'electron'];

/**
 * One suite on every shell. `openPage` starts the product afresh (some seconds: call it in beforeAll); what a suite opened is closed after it.
 * A shell that cannot run here is one skipped test that says why.
 */
export function describeShells(name: string, suite: (openPage: () => Promise<OpenShell>, kind: ShellKind) => void): void {
  for (const kind of kinds) {
    describe(`${name} (${kind})`, () => {
      const reason = whyNotHere(kind);
      if (reason !== null) {
        it.skip(`skipped: ${reason}`);
        return;
      }
      const opened: OpenShell[] = [];
      afterAll(async () => {
        for (const shell of opened) await shell.close();
      });
      suite(async () => {
        const shell = await openShell(kind);
        opened.push(shell);
        return shell;
      }, kind);
    });
  }
}
