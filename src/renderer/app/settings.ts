import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '#common/contract/lessons.ts';

export type Theme = 'system' | 'light' | 'dark';

interface Settings {
  readonly theme: Theme;
  /** Null until the learner chooses: then the system's language counts. */
  readonly language: Language | null;
  readonly lessonOpen: boolean;
  /** Width of the waterfall's name column, CSS pixels; null until the learner moves it. */
  readonly nameWidth: number | null;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setLessonOpen: (lessonOpen: boolean) => void;
  readonly setNameWidth: (nameWidth: number | null) => void;
}

/** What the screen remembers between visits, in localStorage. Panel sizes are remembered beside it, by their library. */
export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      theme: 'system',
      language: null,
      lessonOpen: true,
      nameWidth: null,
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
      setLessonOpen: (lessonOpen) => set({ lessonOpen }),
      setNameWidth: (nameWidth) => set({ nameWidth }),
    }),
    { name: 'traceground.settings', version: 1 },
  ),
);

/** Puts the theme on the page; `system` leaves it to the browser. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
