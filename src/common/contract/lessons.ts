import * as z from 'zod';
import { event, method } from './define.ts';

export const Language = z.enum(['en', 'zh-CN']);
export type Language = z.infer<typeof Language>;

/** Where a check stands. `cannotTell` is our doubt, never the learner's mistake. */
export const CheckState = z.enum(['waiting', 'notYet', 'done', 'cannotTell']);

export const CheckView = z.object({
  state: CheckState,
  /** Short label, in the session's language: "Book 10 visits". */
  label: z.string(),
  /** Live evidence: "7 of 10 sent". */
  evidence: z.string(),
});

export const QuestionView = z.object({
  kind: z.enum(['predict', 'quiz']),
  options: z.array(z.object({ id: z.string(), text: z.string() })),
  /** Null until answered. */
  answered: z.string().nullable(),
  /** Only for a quiz, once answered: is it right, and why. */
  correct: z.boolean().nullable(),
  reply: z.string().nullable(),
});

export const StepView = z.object({
  stepId: z.string(),
  title: z.string(),
  kind: z.enum(['predict', 'observe', 'do', 'fix', 'explain', 'free']),
  /** The chip: what the learner should expect of the world at this step. */
  state: z.enum(['working', 'unfinished', 'broken-on-purpose']),
  /** Markdown with `:::do` directives; hints and debriefs are apart. */
  prose: z.string(),
  hints: z.array(z.object({ id: z.string(), title: z.string(), markdown: z.string() })),
  /** Shown when the step is done. */
  debrief: z.string().nullable(),
  question: QuestionView.nullable(),
  checks: z.array(CheckView),
  done: z.boolean(),
  /** What a near miss means, in words; null or absent when there is none. */
  advice: z.string().nullable().optional(),
  /** The step's own switch, performed by `act`; null or absent when it has none. */
  switch: z.object({ tracing: z.boolean(), used: z.boolean() }).nullable().optional(),
});
export type StepView = z.infer<typeof StepView>;

export const LessonView = z.object({
  lessonId: z.string(), language: Language,
  title: z.string(), summary: z.string(), track: z.string(), minutes: z.int(),
  /** Dock tabs this lesson opens. */
  panels: z.array(z.string()),
  /** Index of the open step. */
  current: z.int(),
  steps: z.array(StepView),
  done: z.boolean(),
  /** The glossary, in the session's language; left out where there is none. */
  terms: z.array(z.object({ termId: z.string(), name: z.string(), alias: z.string().nullable(), means: z.string() })).optional(),
});
export type LessonView = z.infer<typeof LessonView>;

export const LessonSummary = z.object({ lessonId: z.string(), title: z.string(), summary: z.string(), track: z.string(), minutes: z.int(), progress: z.enum(['open', 'inProgress', 'done']) });

export const lessons = {
  list: method(z.object({ language: Language }), z.array(LessonSummary)),
  /** Opens a lesson where it was left, or from its start; prepares its world. */
  open: method(z.object({ lessonId: z.string(), language: Language }), LessonView),
  /** The open lesson in this language, or null in the sandbox. */
  current: method(z.object({ language: Language }), LessonView.nullable()),
  /** Leaves the lesson; the world stays as it is. */
  close: method(z.object({}), z.null()),
  restart: method(z.object({ language: Language }), LessonView),
  answer: method(z.object({ stepId: z.string(), optionId: z.string(), language: Language }), LessonView),
  /** Performs the step's own switch, e.g. turning tracing on. */
  act: method(z.object({ stepId: z.string(), language: Language }), LessonView),
  /** Moves on from a step that is done. */
  next: method(z.object({ language: Language }), LessonView),
  /** What the learner selected on screen: some checks need it. */
  selected: method(z.object({ traceId: z.string(), spanId: z.string().nullable() }), z.null()),
  changed: event(z.object({ lessonId: z.string().nullable() })),
};
