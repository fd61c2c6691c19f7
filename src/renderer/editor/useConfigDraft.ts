import { useEffect, useState, useSyncExternalStore } from 'react';
import { ConfigDraft, type DraftSettings, type DraftState } from './configDraft.ts';

/**
 * A draft for as long as its editor is on screen. `text` is what the core has; it replaces a settled draft when it changes.
 * `apply` of the first render is kept: give the component a `key` when it edits another file.
 */
export function useConfigDraft<Choice = never>({ text, apply }: Pick<DraftSettings<Choice>, 'text' | 'apply'>): readonly [ConfigDraft<Choice>, DraftState] {
  const [draft] = useState(() => new ConfigDraft<Choice>({
    text, apply,
    setTimer: (callback, delay) => {
      const timer = setTimeout(callback, delay);
      return () => clearTimeout(timer);
    },
  }));
  useEffect(() => draft.adopt(text), [draft, text]);
  // What was typed just before another file or tab was opened is not lost.
  useEffect(() => () => draft.flush(), [draft]);
  return [draft, useSyncExternalStore(draft.subscribe, draft.get)];
}
