import type { Clock } from '#common/base/clock.ts';
import { DisposableStore } from '#common/base/disposable.ts';
import { Emitter } from '#common/base/emitter.ts';
import { millis } from '#common/base/units.ts';
import { Serial } from '#core/lab/serial.ts';
import type { Store } from '#core/platform/platform.ts';
import type { LessonCatalog } from './catalog.ts';
import type { CheckResult } from './checks/check.ts';
import type { Lesson } from './lesson.ts';
import { OpenLesson, type Selection } from './openLesson.ts';
import { freshProgress, loadProgress, type Progress, saveProgress } from './progress.ts';
import { isDone, lessonView, type LessonView } from './view.ts';
import type { Language, Words } from './words.ts';
import type { LessonWorld } from './world.ts';

export interface SessionSettings {
  readonly catalog: LessonCatalog;
  readonly world: LessonWorld;
  readonly store: Store;
  readonly clock: Clock;
  /** Something of the learner's could not be saved. */
  readonly saveFailed: (error: unknown) => void;
}

/** Checks run at most this often. */
const evaluateInterval = millis(250);

/** The learner's way through the lessons: at most one is open; its world is prepared, its open step is checked, its progress is saved. */
export class LessonSession implements Disposable {
  readonly #settings: SessionSettings;
  readonly #changed = new Emitter<string | null>();
  readonly #disposables = new DisposableStore();
  readonly #serial = new Serial();
  #progress: Progress | undefined;
  #open: OpenLesson | undefined;
  #timer: Disposable | undefined;

  constructor(settings: SessionSettings) {
    this.#settings = settings;
    this.#disposables.add(settings.world.changed(() => this.#evaluateSoon()));
  }

  /** What a screen shows of the lesson is another; with the open lesson's id. */
  readonly changed = this.#changed.event;

  list(language: Language): Promise<LessonSummary[]> {
    return this.#serial.run(async () => {
      const { lessons } = await this.#load();
      return this.#readable().map(({ lesson, track }) => {
        const progress = lessons[lesson.lessonId];
        const state = progress === undefined ? 'open' : isDone(lesson, progress.done) ? 'done' : 'inProgress';
        return { lessonId: lesson.lessonId, title: lesson.title[language], summary: lesson.summary[language], track: track[language], minutes: lesson.file.minutes, progress: state };
      });
    });
  }

  /** Opens a lesson where it was left. Null when there is no such lesson. */
  open(lessonId: string, language: Language): Promise<LessonView | null> {
    return this.#serial.run(async () => {
      const { lessons } = await this.#load();
      return this.#begin(lessonId, lessons[lessonId] ?? freshProgress, language);
    });
  }

  /** The open lesson; in a new run of the program, the one that was open when the last run ended. Null in the sandbox. */
  current(language: Language): Promise<LessonView | null> {
    return this.#serial.run(async () => {
      if (this.#open !== undefined) return this.#view(this.#open, language);
      const { open, lessons } = await this.#load();
      return open === null ? null : this.#begin(open, lessons[open] ?? freshProgress, language);
    });
  }

  /** What the checks of the open step say; empty when no lesson is open. */
  get results(): readonly CheckResult[] {
    return this.#open?.results ?? [];
  }

  close(): Promise<void> {
    return this.#serial.run(async () => {
      this.#open = undefined;
      await this.#save();
      this.#changed.emit(null);
    });
  }

  /** Begins the open lesson anew. Null when none is open. */
  restart(language: Language): Promise<LessonView | null> {
    return this.#serial.run(async () => (this.#open === undefined ? null : this.#begin(this.#open.lesson.lessonId, freshProgress, language)));
  }

  answer(stepId: string, optionId: string, language: Language): Promise<LessonView | null> {
    return this.#act(language, async (open) => open.answer(stepId, optionId));
  }

  /** Performs the open step's own switch. */
  act(stepId: string, language: Language): Promise<LessonView | null> {
    return this.#act(language, async (open) => {
      const { switch: own } = open.step;
      if (open.step.stepId !== stepId || own === undefined) return false;
      await this.#settings.world.setTracing(own.tracing);
      open.switched();
      return true;
    });
  }

  next(language: Language): Promise<LessonView | null> {
    return this.#act(language, async (open) => open.next());
  }

  selected(selection: Selection): Promise<void> {
    return this.#serial.run(async () => {
      this.#open?.select(selection);
      await this.#evaluate();
    });
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#disposables[Symbol.dispose]();
  }

  /** Does something in the open lesson; when it had an effect, looks again, saves and tells. */
  #act(language: Language, deed: (open: OpenLesson) => Promise<boolean>): Promise<LessonView | null> {
    return this.#serial.run(async () => {
      const open = this.#open;
      if (open === undefined) return null;
      if (await deed(open)) {
        open.evaluate();
        await this.#save();
        this.#changed.emit(open.lesson.lessonId);
      }
      return this.#view(open, language);
    });
  }

  async #begin(lessonId: string, progress: OpenLesson['progress'], language: Language): Promise<LessonView | null> {
    const found = this.#readable().find(({ lesson }) => lesson.lessonId === lessonId);
    if (found === undefined) return null;
    const { world, clock } = this.#settings;
    this.#open = undefined; // no check runs on a world that is being rebuilt
    await world.prepare({ ...found.lesson.world, tracing: tracingAt(found.lesson, progress.switched) });
    const open = new OpenLesson(found.lesson, progress, { world, clock });
    this.#open = open;
    open.evaluate();
    await this.#save();
    this.#changed.emit(lessonId);
    return this.#view(open, language);
  }

  #view(open: OpenLesson, language: Language): LessonView {
    const { entries, terms } = this.#settings.catalog;
    const track = entries.find(({ lessonId }) => lessonId === open.lesson.lessonId)?.track ?? open.lesson.title;
    return lessonView(open, { track, terms }, language);
  }

  #evaluateSoon(): void {
    if (this.#open === undefined) return;
    this.#timer ??= this.#settings.clock.setTimeout(() => {
      this.#timer = undefined;
      void this.#serial.run(() => this.#evaluate());
    }, evaluateInterval);
  }

  async #evaluate(): Promise<void> {
    const open = this.#open;
    if (open === undefined || !open.evaluate()) return;
    if (open.stepDone) await this.#save();
    this.#changed.emit(open.lesson.lessonId);
  }

  #readable(): readonly { readonly lesson: Lesson; readonly track: Words }[] {
    return this.#settings.catalog.entries.flatMap(({ lesson, track }) => (lesson.ok ? [{ lesson: lesson.value, track }] : []));
  }

  async #load(): Promise<Progress> {
    this.#progress ??= await loadProgress(this.#settings.store);
    return this.#progress;
  }

  async #save(): Promise<void> {
    const { lessons } = await this.#load();
    const open = this.#open;
    const next: Progress = {
      version: 1,
      open: open?.lesson.lessonId ?? null,
      lessons: open === undefined ? lessons : { ...lessons, [open.lesson.lessonId]: open.progress },
    };
    this.#progress = next;
    try {
      await saveProgress(this.#settings.store, next);
    } catch (error) {
      this.#settings.saveFailed(error);
    }
  }
}

export interface LessonSummary {
  lessonId: string;
  title: string;
  summary: string;
  track: string;
  minutes: number;
  progress: 'open' | 'inProgress' | 'done';
}

/** The lesson's own start, then the switches the learner has already used. */
function tracingAt(lesson: Lesson, switched: readonly string[]): boolean {
  return lesson.steps.reduce((on, step) => (step.switch !== undefined && switched.includes(step.stepId) ? step.switch.tracing : on), lesson.world.tracing);
}
