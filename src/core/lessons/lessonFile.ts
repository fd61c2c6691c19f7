import * as z from 'zod';
import type { Words } from './words.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens');

const FaultFile = z.strictObject({
  route: z.string().optional().describe('Route it strikes; every route when absent.'),
  ratio: z.number().min(0).max(1).describe('Chance per request.'),
  latencyMillis: z.number().min(0).max(60_000).optional(),
  status: z.int().min(400).max(599).optional(),
});

/** The world a lesson begins in. */
export const WorldStart = z.strictObject({
  use: z.enum(['petclinic']),
  seed: z.int(),
  rps: z.number().min(0).max(50).describe('Background requests per second; 0 when only the learner sends.'),
  tracing: z.boolean(),
  faults: z.record(z.string(), z.array(FaultFile)).default({}).describe('By service name.'),
});
export type WorldStart = z.infer<typeof WorldStart>;

/** What the step's own button does. */
export const StepSwitch = z.strictObject({ tracing: z.boolean() });
export type StepSwitch = z.infer<typeof StepSwitch>;

const QuestionFile = z.strictObject({
  kind: z.enum(['predict', 'quiz']),
  options: z.array(id).min(2),
  /** The right option; only a quiz has one. */
  right: id.optional(),
});
export type QuestionFile = z.infer<typeof QuestionFile>;
export interface QuestionOption {
  readonly id: string;
  readonly text: Words;
  /** Why it is right or wrong; empty for a prediction. */
  readonly reply: Words;
}
/** A question with its words. */
export interface Question extends QuestionFile {
  readonly words: readonly QuestionOption[];
}

const StepFile = z.strictObject({
  id,
  kind: z.enum(['predict', 'observe', 'do', 'fix', 'explain', 'free']),
  state: z.enum(['working', 'unfinished', 'broken-on-purpose']),
  checks: z.array(z.record(z.string(), z.unknown())).min(1).describe('Each has one key: the kind of check; its value holds the options.'),
  switch: StepSwitch.optional(),
  question: QuestionFile.optional(),
  diagnose: z.array(z.strictObject({ when: z.string(), say: id })).default([]).describe('A near miss, by the reason a check gives, and the words for it.'),
  hints: z.array(id).default([]),
  debrief: id,
});

/** `lesson.yaml`: everything a machine decides. Words are in `en.md` and `zh-CN.md`. */
export const LessonFile = z.strictObject({
  id,
  schema: z.literal(1),
  track: id,
  minutes: z.int().min(1).max(12),
  stage: z.enum(['worked', 'completion', 'incident', 'free']),
  targets: z.strictObject({ collector: z.string() }),
  requires: z.array(id).default([]),
  teaches: z.array(id),
  world: WorldStart,
  panels: z.array(z.enum(['traces', 'wire', 'yaml', 'sdk', 'terminal', 'logs', 'metrics', 'reality'])).min(1),
  misconception: id,
  steps: z.array(StepFile).min(3).max(7),
});
export type LessonFile = z.infer<typeof LessonFile>;

/** One thing a learner does; solutions and variants are lists of these. */
export const Action = z.union([
  z.strictObject({ send: z.strictObject({ op: z.enum(['browse', 'book']), count: z.int().min(1).max(200) }) }),
  z.strictObject({ switch: z.literal(true) }),
  z.strictObject({ answer: id }),
  z.strictObject({
    select: z.strictObject({
      service: z.string(),
      /** Which of the service's spans. */
      pick: z.enum(['longestSelf', 'longest']),
      /** In which trace. */
      from: z.enum(['slowest', 'fastest']),
    }),
  }),
]);
export type Action = z.infer<typeof Action>;

export const SolutionFile = z.strictObject({ actions: z.array(Action).min(1) });
export const VariantFile = z.strictObject({
  step: id,
  actions: z.array(Action),
  /** Only for fail-*: the reason a check must give. */
  reason: z.string().optional(),
  /** Only for fail-*: the words that must be said. */
  says: id.optional(),
});
export type VariantFile = z.infer<typeof VariantFile>;

export const CurriculumFile = z.strictObject({
  schema: z.literal(1),
  tracks: z.array(z.strictObject({ id, title: z.strictObject({ en: z.string(), 'zh-CN': z.string() }), lessons: z.array(id) })),
});
export const GlossaryFile = z.strictObject({
  schema: z.literal(1),
  terms: z.record(z.string(), z.strictObject({
    en: z.string(), 'zh-CN': z.string(), alias: z.string().optional(),
    means: z.strictObject({ en: z.string(), 'zh-CN': z.string() }),
    first: id,
  })),
});
