import type { LessonFiles } from './lesson.ts';

/** The whole `lessons/` folder, bundled when the program is built: no path is looked up at run time. */
const bundled: Readonly<Record<string, string>> = import.meta.glob<string>('../../../lessons/**/*.{yaml,md}', { query: '?raw', import: 'default', eager: true });

/** Every file under `lessons/` by its path there, e.g. `a1-one-slow-click/en.md`. */
export const lessonContent: LessonFiles = new Map(
  Object.entries(bundled).map(([path, text]) => [path.slice(path.lastIndexOf('/lessons/') + '/lessons/'.length), text]),
);
