import { create } from 'zustand';
import type { TraceSummary } from '#common/contract/telemetry.ts';

interface Hold {
  /** The list as it was when the learner asked for quiet; null while new traces come in live. */
  readonly held: readonly TraceSummary[] | null;
  readonly hold: (traces: readonly TraceSummary[]) => void;
  readonly release: () => void;
}

/** "Hold new ones": shared by the list and the button in the dock's head. */
export const useHold = create<Hold>()((set) => ({
  held: null,
  hold: (held) => set({ held }),
  release: () => set({ held: null }),
}));
