import type { Clock } from '#common/base/clock.ts';
import type { UnixNano } from '#common/base/units.ts';
import type { CheckContext, CheckResult } from './checks/check.ts';
import type { Lesson, LessonStep } from './lesson.ts';
import type { LessonProgress } from './progress.ts';
import type { LessonWorld } from './world.ts';

export interface Selection {
  readonly traceId: string;
  readonly spanId: string | null;
}

/** A lesson in progress: the open step, what its checks say, and what the learner has answered. */
export class OpenLesson {
  readonly lesson: Lesson;
  readonly #world: LessonWorld;
  readonly #clock: Clock;
  #progress: LessonProgress;
  #since: UnixNano;
  #baseline: ReadonlyMap<string, number>;
  #selected: Selection | null = null;
  /** By check of the open step. What has passed stays passed. */
  #results: readonly CheckResult[] = [];

  constructor(lesson: Lesson, progress: LessonProgress, { world, clock }: { readonly world: LessonWorld; readonly clock: Clock }) {
    this.lesson = lesson;
    this.#world = world;
    this.#clock = clock;
    // A lesson that lost a step since then opens at its new last one.
    this.#progress = { ...progress, current: Math.min(progress.current, lesson.steps.length - 1) };
    this.#since = clock.now();
    this.#baseline = this.#counts();
  }

  get progress(): LessonProgress {
    return this.#progress;
  }
  get results(): readonly CheckResult[] {
    return this.#results;
  }
  get step(): LessonStep {
    const step = this.lesson.steps[this.#progress.current];
    if (step === undefined) throw new Error(`lesson ${this.lesson.lessonId} has no step ${String(this.#progress.current)}`);
    return step;
  }
  get stepDone(): boolean {
    return this.#progress.done[this.step.stepId] !== undefined;
  }

  /** Runs the open step's checks. True when anything a screen shows is another. */
  evaluate(): boolean {
    if (this.stepDone) return false;
    const context = this.#context();
    const before = this.#results;
    this.#results = this.step.checks.map((check, index) => {
      const last = before[index];
      return last?.state === 'done' ? last : check.check(context);
    });
    if (this.#results.every(({ state }) => state === 'done')) this.#finishStep();
    return JSON.stringify(before) !== JSON.stringify(this.#results);
  }

  select(selected: Selection): void {
    this.#selected = selected;
  }

  /** False when the step or the option is not there, or a prediction was already made: a prediction is committed once. */
  answer(stepId: string, optionId: string): boolean {
    const { question } = this.step;
    if (this.step.stepId !== stepId || question?.options.includes(optionId) !== true) return false;
    if (question.kind === 'predict' && this.#progress.answers[stepId] !== undefined) return false;
    this.#progress = { ...this.#progress, answers: { ...this.#progress.answers, [stepId]: optionId } };
    return true;
  }

  switched(): void {
    const { stepId } = this.step;
    if (this.#progress.switched.includes(stepId)) return;
    this.#progress = { ...this.#progress, switched: [...this.#progress.switched, stepId] };
  }

  /** False at the last step, or when the open one is not done. */
  next(): boolean {
    if (!this.stepDone || this.#progress.current + 1 >= this.lesson.steps.length) return false;
    this.#progress = { ...this.#progress, current: this.#progress.current + 1 };
    this.#since = this.#clock.now();
    this.#baseline = this.#counts();
    this.#results = [];
    return true;
  }

  #finishStep(): void {
    const { stepId, hash } = this.step;
    const saw = this.#results.map((result) => result.saw);
    this.#progress = { ...this.#progress, done: { ...this.#progress.done, [stepId]: { hash, saw } } };
  }

  #context(): CheckContext {
    return {
      world: this.#world,
      since: this.#since,
      now: this.#clock.now(),
      sentSince: (operation) => Math.max(0, this.#world.sent(operation) - (this.#baseline.get(operation) ?? 0)),
      question: this.step.question,
      answer: this.#progress.answers[this.step.stepId] ?? null,
      selected: this.#selected,
    };
  }

  #counts(): ReadonlyMap<string, number> {
    return new Map((['browse', 'book'] as const).map((operation) => [operation, this.#world.sent(operation)]));
  }
}
