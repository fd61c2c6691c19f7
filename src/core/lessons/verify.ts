import { type Clock, wait } from '#common/base/clock.ts';
import { errorMessage } from '#common/base/errors.ts';
import { type Millis, millis } from '#common/base/units.ts';
import type { Store } from '#core/platform/platform.ts';
import type { CatalogEntry, LessonCatalog } from './catalog.ts';
import type { CheckResult } from './checks/check.ts';
import { type Lesson, type LessonFault, type LessonStep, readYaml } from './lesson.ts';
import { type Action, SolutionFile, VariantFile } from './lessonFile.ts';
import { play } from './play.ts';
import { LessonSession } from './session.ts';
import { adviceFor } from './view.ts';
import type { LessonWorld } from './world.ts';

export interface VerifySettings {
  readonly catalog: LessonCatalog;
  readonly world: LessonWorld;
  readonly clock: Clock;
}

/** How long a solution may take to show: the SDK, the collector and the store together need about a second. */
const within = millis(10_000);
/** How long a mistake is watched before it counts as caught: longer when requests, and perhaps spans, are on their way. */
const settle = { said: millis(600), sent: millis(2_000) };
const glance = millis(100);

/**
 * Plays one lesson: every step must fail at its start, fail with each fail variant (for its reason), and pass with its solution;
 * each pass variant is played in a run of its own. The fail variants of a step are played one after another, by name, before its
 * solution: a learner's mistakes add up too. Null when the lesson is proved, else the first reason why not.
 */
export async function verifyLesson(entry: CatalogEntry, settings: VerifySettings): Promise<string | null> {
  if (!entry.lesson.ok) return entry.lesson.error.map(faultText).join('; ');
  const lesson = entry.lesson.value;
  const proof = readProof(entry, lesson);
  if (typeof proof === 'string') return proof;
  try {
    return (await proveSteps({ lesson, proof }, settings)) ?? (await provePassVariants({ lesson, proof }, settings));
  } catch (error) {
    return errorMessage(error);
  }
}

export const faultText = ({ file, line, message }: LessonFault): string => `${file}:${String(line)}: ${message}`;

interface Variant extends VariantFile {
  readonly name: string;
  readonly passes: boolean;
}
interface Proof {
  readonly solutions: ReadonlyMap<string, readonly Action[]>;
  readonly variants: readonly Variant[];
}
interface Proved {
  readonly lesson: Lesson;
  readonly proof: Proof;
}

function readProof({ files }: CatalogEntry, lesson: Lesson): Proof | string {
  const faults: LessonFault[] = [];
  const solutions = new Map(lesson.steps.map(({ stepId }) => {
    return [stepId, readYaml({ files, name: `solution/${stepId}.yaml`, schema: SolutionFile }, faults)?.actions ?? []];
  }));
  const variants = [...files.keys()].filter((name) => name.startsWith('variants/')).sort().flatMap((name): Variant[] => {
    const variant = readYaml({ files, name, schema: VariantFile }, faults);
    if (variant !== null && !solutions.has(variant.step)) faults.push({ file: name, line: 1, message: `there is no step ${variant.step}` });
    return variant === null ? [] : [{ ...variant, name, passes: name.startsWith('variants/pass-') }];
  });
  return faults.length > 0 ? faults.map(faultText).join('; ') : { solutions, variants };
}

async function proveSteps({ lesson, proof }: Proved, settings: VerifySettings): Promise<string | null> {
  using stage = await Stage.open(lesson, settings);
  for (const step of lesson.steps) {
    if (stage.results().some(({ state }, at) => state === 'done' && step.checks[at]?.about === 'effect')) return `step ${step.stepId}: passes before anything is done`;
    for (const variant of proof.variants.filter(({ passes, step: of }) => !passes && of === step.stepId)) {
      const failure = await tryMistake(stage, step, variant);
      if (failure !== null) return `${variant.name}: ${failure}`;
    }
    await stage.solve(step, proof.solutions.get(step.stepId) ?? []);
  }
  return null;
}

async function provePassVariants({ lesson, proof }: Proved, settings: VerifySettings): Promise<string | null> {
  for (const variant of proof.variants.filter(({ passes }) => passes)) {
    using stage = await Stage.open(lesson, settings);
    for (const step of lesson.steps) {
      if (step.stepId === variant.step) {
        if (!await stage.passes(step.stepId, variant.actions)) return `${variant.name}: does not pass: ${sawText(stage.results())}`;
        break;
      }
      await stage.solve(step, proof.solutions.get(step.stepId) ?? []);
    }
  }
  return null;
}

const sawText = (results: readonly CheckResult[]): string => results.map(({ saw }) => saw.en).join('; ');

async function tryMistake(stage: Stage, step: LessonStep, variant: Variant): Promise<string | null> {
  await stage.play(step.stepId, variant.actions);
  const sends = variant.actions.some((action) => 'send' in action);
  if (await stage.finishes(step.stepId, sends ? settle.sent : settle.said)) return 'passes, though it is a mistake';
  const results = stage.results();
  const reasons = results.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  if (variant.reason !== undefined && !reasons.includes(variant.reason)) return `fails for ${reasons.join(', ') || 'no reason'}, not for ${variant.reason}`;
  const said = step.diagnose.find(({ words }) => words === adviceFor(step, results))?.say;
  if (variant.says !== undefined && said !== variant.says) return `says ${said ?? 'nothing'}, not ${variant.says}`;
  return null;
}

/** A session on the lesson, from its start. */
class Stage implements Disposable {
  readonly #session: LessonSession;
  readonly #settings: VerifySettings;

  private constructor(session: LessonSession, settings: VerifySettings) {
    this.#session = session;
    this.#settings = settings;
  }

  static async open(lesson: Lesson, settings: VerifySettings): Promise<Stage> {
    const { catalog, world, clock } = settings;
    const session = new LessonSession({ catalog, world, clock, store: memoryStore(), saveFailed: () => {} });
    await session.open(lesson.lessonId, 'en');
    return new Stage(session, settings);
  }

  async play(stepId: string, actions: readonly Action[]): Promise<void> {
    for (const action of actions) await play(action, { session: this.#session, world: this.#settings.world, stepId });
  }

  async passes(stepId: string, actions: readonly Action[]): Promise<boolean> {
    await this.play(stepId, actions);
    return this.finishes(stepId, within);
  }

  /** Passes the step and goes on to the next. */
  async solve({ stepId }: LessonStep, actions: readonly Action[]): Promise<void> {
    if (!await this.passes(stepId, actions)) throw new Error(`step ${stepId} does not pass with its solution: ${sawText(this.results())}`);
    await this.#session.next('en');
  }

  /** Is the step done before `patience` is over? */
  async finishes(stepId: string, patience: Millis): Promise<boolean> {
    for (let waited = 0; waited <= patience; waited += glance) {
      const view = await this.#session.current('en');
      if (view?.steps.find((step) => step.stepId === stepId)?.done === true) return true;
      await wait(this.#settings.clock, glance);
    }
    return false;
  }

  results(): readonly CheckResult[] {
    return this.#session.results;
  }

  [Symbol.dispose](): void {
    this.#session[Symbol.dispose]();
  }
}

function memoryStore(): Store {
  const texts = new Map<string, string>();
  return {
    read: async (name) => texts.get(name) ?? null,
    write: async (name, text) => { texts.set(name, text); },
  };
}
