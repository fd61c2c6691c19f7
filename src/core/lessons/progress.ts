import * as z from 'zod';
import type { Store } from '#core/platform/platform.ts';

const name = 'lessons.json';

const LessonProgress = z.object({
  current: z.int().min(0),
  /** By step id: its checks have passed; the step's hash and what the checks saw then. */
  done: z.record(z.string(), z.object({ hash: z.string(), saw: z.array(z.object({ en: z.string(), 'zh-CN': z.string() })) })),
  answers: z.record(z.string(), z.string()),
  /** Steps whose own switch the learner has used. */
  switched: z.array(z.string()),
});
const ProgressFile = z.object({ version: z.literal(1), open: z.string().nullable(), lessons: z.record(z.string(), LessonProgress) });

export type LessonProgress = z.infer<typeof LessonProgress>;
export type Progress = z.infer<typeof ProgressFile>;

export const freshProgress: LessonProgress = { current: 0, done: {}, answers: {}, switched: [] };

/** What the learner has done so far. A file that cannot be read begins anew rather than stopping the program. */
export async function loadProgress(store: Store): Promise<Progress> {
  const none: Progress = { version: 1, open: null, lessons: {} };
  const text = await store.read(name);
  if (text === null) return none;
  try {
    const parsed = ProgressFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : none;
  } catch {
    return none; // half a file of an older disk fault: nothing to save
  }
}

export async function saveProgress(store: Store, progress: Progress): Promise<void> {
  await store.write(name, JSON.stringify(progress));
}
