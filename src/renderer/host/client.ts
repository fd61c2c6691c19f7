import './environment.ts';
import { contract } from '#common/contract/index.ts';
import { Connection, createClient } from '#common/rpc/client.ts';
import { connectOverBridge } from './bridgeHost.ts';
import { ConnectionState } from './connectionState.ts';
import { connectOverWebSocket } from './webSocketHost.ts';

declare global {
  interface Window {
    /** Set before the page loads, by the end-to-end suite: check every reply against the contract, and hand out the client. */
    readonly tracegroundChecks?: boolean;
    tracegroundClient?: typeof client;
  }
}

const connection = new Connection({
  checkReplies: import.meta.env.DEV || window.tracegroundChecks === true,
  log: (message, error) => console.error(message, error),
});

/** The core, typed by the contract: `client.telemetry.getTrace({ traceId })`, `client.telemetry.on.changed(listener)`. Calls reject with RpcError. */
export const client = createClient(contract, connection);
export const connectionState = new ConnectionState();
/** All that is on screen may be stale: the core has started anew, or the connection was lost and is back. useQuery asks again by itself. */
export const coreReset = connection.reset;

/** Picks the way to the core: the desktop shell's bridge, or the server this page came from. */
function connect(): void {
  if (window.traceground !== undefined) connectOverBridge(window.traceground, connection, connectionState);
  else {
    dropToken();
    connectOverWebSocket(connection, connectionState);
  }
}

/** The cookie has it from here on: the address can be shown, copied and bookmarked without the token. */
function dropToken(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('token')) return;
  url.searchParams.delete('token');
  history.replaceState(history.state, '', url);
}

if (window.tracegroundChecks === true) window.tracegroundClient = client;
connect();
