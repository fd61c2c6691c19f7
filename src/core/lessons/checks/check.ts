import * as z from 'zod';
import { err, ok, type Result } from '#common/base/result.ts';
import type { UnixNano } from '#common/base/units.ts';
import type { Question } from '../lessonFile.ts';
import type { OperationName, LessonWorld } from '../world.ts';
import type { Words } from '../words.ts';

export interface CheckResult {
  /** `waiting`: nothing has happened yet. `cannotTell`: our doubt, never the learner's mistake. */
  readonly state: 'waiting' | 'notYet' | 'done' | 'cannotTell';
  /** What was seen, with numbers. */
  readonly saw: Words;
  /** Names a near miss, for the step's `diagnose`; absent when there is nothing to name. */
  readonly reason?: string;
}

export interface CheckContext {
  readonly world: LessonWorld;
  /** When the learner came to the step. */
  readonly since: UnixNano;
  readonly now: UnixNano;
  /** Requests since the step began. */
  readonly sentSince: (operation: OperationName) => number;
  readonly question: Question | undefined;
  /** The option the learner chose at this step. */
  readonly answer: string | null;
  readonly selected: { readonly traceId: string; readonly spanId: string | null } | null;
}

/** A kind of check: its options as `lesson.yaml` writes them, and its judgement. Judging reads, and changes nothing. */
export interface CheckDefinition<O extends z.ZodType> {
  readonly kind: string;
  readonly options: O;
  /** Effect checks must fail before the learner acts; the others are about what the learner says. */
  readonly about: 'effect' | 'learner';
  check(options: z.output<O>, context: CheckContext): CheckResult;
}

/** A check with its options read: what a step holds. */
export interface StepCheck {
  readonly kind: string;
  readonly about: 'effect' | 'learner';
  check(context: CheckContext): CheckResult;
}

export interface CheckKind {
  readonly kind: string;
  /** Reads the options; the error is for the author. */
  compile(options: unknown): Result<StepCheck, string>;
}

export function defineCheck<O extends z.ZodType>(definition: CheckDefinition<O>): CheckKind {
  const { kind, about } = definition;
  return {
    kind,
    compile(input) {
      const options = definition.options.safeParse(input ?? {});
      if (!options.success) return err(`${kind}: ${z.prettifyError(options.error)}`);
      return ok({ kind, about, check: (context) => definition.check(options.data, context) });
    },
  };
}
