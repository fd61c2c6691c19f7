import type { SdkState } from '#common/contract/sdk.ts';
import type { DraftState } from '../../editor/configDraft.ts';

/** What is to be said first of a service's settings. */
export type SdkStanding = 'notSent' | 'restarting' | 'checking' | 'lastGood' | 'crashed' | 'stopped' | 'starting' | 'running';

/** The first thing to know about an edit: what the core could not be told, then what the program does, then what became of the text. */
export function standingOf(state: SdkState, draft: DraftState): SdkStanding {
  if (draft.failure !== null) return 'notSent';
  if (state.status === 'restarting') return 'restarting';
  if (draft.phase === 'sending') return 'checking';
  if (isBroken(state)) return 'lastGood';
  return state.status;
}

/** The core was given settings that it did not take: the program keeps its old ones. */
export const isBroken = (state: Pick<SdkState, 'yaml' | 'runningYaml'>): boolean => state.yaml !== state.runningYaml;
