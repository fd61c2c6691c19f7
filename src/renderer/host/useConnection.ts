import { useSyncExternalStore } from 'react';
import { connectionState } from './client.ts';
import type { ConnectionStatus } from './connectionState.ts';

/** Whether the core can be reached right now. */
export function useConnection(): ConnectionStatus {
  return useSyncExternalStore(connectionState.subscribe, connectionState.get);
}
