import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { err, ok, type Result } from '#common/base/result.ts';
import { checkKinds } from './checks/index.ts';
import type { StepCheck } from './checks/check.ts';
import { hashOf } from './hash.ts';
import { LessonFile, type Question, type QuestionFile, type QuestionOption, type StepSwitch, type WorldStart } from './lessonFile.ts';
import { type LessonProse, parseProse, type StepProse } from './prose.ts';
import { type Language, languages, type Words } from './words.ts';

/** The author's mistake, with the file it is in. Lines are 1-based; 1 when no better place can be named. */
export interface LessonFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface LessonStep {
  readonly stepId: string;
  readonly kind: LessonFile['steps'][number]['kind'];
  readonly state: LessonFile['steps'][number]['state'];
  readonly title: Words;
  readonly prose: Words;
  readonly checks: readonly (StepCheck & { readonly goal: Words })[];
  readonly switch: StepSwitch | undefined;
  readonly question: Question | undefined;
  readonly diagnose: readonly { readonly when: string; readonly say: string; readonly words: Words }[];
  readonly hints: readonly { readonly id: string; readonly title: Words; readonly markdown: Words }[];
  readonly debrief: Words;
  /** Changes when what a machine decides about the step changes. */
  readonly hash: string;
}
export interface Lesson {
  readonly lessonId: string;
  readonly file: LessonFile;
  readonly world: WorldStart;
  readonly title: Words;
  readonly summary: Words;
  readonly steps: readonly LessonStep[];
}

/** The files of one lesson's folder, by their path inside it. */
export type LessonFiles = ReadonlyMap<string, string>;

/** Reads a lesson's folder. All faults are reported together, so that an author mends them in one go. */
export function parseLesson(files: LessonFiles): Result<Lesson, readonly LessonFault[]> {
  const faults: LessonFault[] = [];
  const file = readYaml({ files, name: 'lesson.yaml', schema: LessonFile }, faults);
  const proses = languages.map((language) => readProse(files, language, faults));
  const [en, zh] = proses;
  if (file === null || en === undefined || zh === undefined || en === null || zh === null) return err(faults);
  const both = { en, 'zh-CN': zh };
  const steps = file.steps.map((step, index) => buildStep(step, { index, both }, faults));
  sameSteps(file, both, faults);
  const source = hashOf(files.get('en.md') ?? '');
  if (zh.source !== source) faults.push({ file: 'zh-CN.md', line: 1, message: `was translated from another English text: compare both, then write "source: ${source}"` });
  if (faults.length > 0) return err(faults);
  const words = (pick: (prose: LessonProse) => string): Words => ({ en: pick(en), 'zh-CN': pick(zh) });
  return ok({ lessonId: file.id, file, world: file.world, title: words(({ title }) => title), summary: words(({ summary }) => summary), steps });
}

export interface YamlFile<S extends z.ZodType> {
  readonly files: LessonFiles;
  readonly name: string;
  readonly schema: S;
}

/** Null when the file is missing or wrong; then `faults` has grown. */
export function readYaml<S extends z.ZodType>({ files, name, schema }: YamlFile<S>, faults: LessonFault[]): z.output<S> | null {
  const text = files.get(name);
  if (text === undefined) {
    faults.push({ file: name, line: 1, message: 'the file is missing' });
    return null;
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  for (const error of document.errors) faults.push({ file: name, line: lineCounter.linePos(error.pos[0]).line, message: error.message });
  if (document.errors.length > 0) return null;
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const range = (document.getIn(issue.path.filter((key) => typeof key !== 'symbol'), true) as { range?: readonly number[] } | undefined)?.range;
    const line = range?.[0] === undefined ? 1 : lineCounter.linePos(range[0]).line;
    faults.push({ file: name, line, message: `${issue.path.join('.')}: ${issue.message}` });
  }
  return null;
}

function readProse(files: LessonFiles, language: Language, faults: LessonFault[]): LessonProse | null {
  const file = `${language}.md`;
  const text = files.get(file);
  if (text === undefined) {
    faults.push({ file, line: 1, message: 'the file is missing' });
    return null;
  }
  const { prose, faults: found } = parseProse(text);
  faults.push(...found.map((fault) => ({ file, ...fault })));
  return prose;
}

type Both = Readonly<Record<Language, LessonProse>>;
interface Place {
  readonly index: number;
  readonly both: Both;
}

function sameSteps(file: LessonFile, both: Both, faults: LessonFault[]): void {
  const wanted = file.steps.map(({ id }) => id).join(' ');
  for (const language of languages) {
    const found = both[language].steps.map(({ stepId }) => stepId).join(' ');
    if (found !== wanted) faults.push({ file: `${language}.md`, line: 1, message: `has the steps "${found}", lesson.yaml has "${wanted}"` });
  }
}

function buildStep(step: LessonFile['steps'][number], { index, both }: Place, faults: LessonFault[]): LessonStep {
  const read = new StepWords(step.id, both, faults);
  const goals = read.goals(step.checks.length);
  const checks = step.checks.flatMap((entry, at) => {
    const compiled = compile(entry);
    if (compiled.ok) return [{ ...compiled.value, goal: goals(at) }];
    faults.push({ file: 'lesson.yaml', line: 1, message: `steps.${String(index)}.checks.${String(at)}: ${compiled.error}` });
    return [];
  });
  const question = step.question === undefined ? undefined : { ...step.question, words: read.options(step.question) };
  read.nothingElse(step);
  return {
    stepId: step.id, kind: step.kind, state: step.state, switch: step.switch, checks, question,
    title: read.words((prose) => prose.title),
    prose: read.words((prose) => prose.body),
    diagnose: step.diagnose.map((one) => ({ ...one, words: read.block('say', one.say) })),
    hints: step.hints.map((id) => splitHint(id, read.block('hint', id))),
    debrief: read.block('debrief', step.debrief),
    hash: hashOf(JSON.stringify([step.checks, step.question, step.switch])),
  };
}

function compile(entry: Readonly<Record<string, unknown>>): Result<StepCheck, string> {
  const [kind, ...others] = Object.keys(entry);
  if (kind === undefined || others.length > 0) return err('a check has exactly one key, its kind');
  const known = checkKinds.find((candidate) => candidate.kind === kind);
  if (known === undefined) return err(`unknown check "${kind}"; known are ${checkKinds.map((candidate) => candidate.kind).join(', ')}`);
  return known.compile(entry[kind]);
}

/** A hint's first line is its title: where to look, what to compare, almost the answer. */
function splitHint(id: string, words: Words): LessonStep['hints'][number] {
  const title = (text: string) => text.split('\n', 1)[0] ?? '';
  const rest = (text: string) => text.split('\n').slice(1).join('\n').trim();
  return { id, title: { en: title(words.en), 'zh-CN': title(words['zh-CN']) }, markdown: { en: rest(words.en), 'zh-CN': rest(words['zh-CN']) } };
}

/** Finds the words of one step in both languages, and remembers what is missing or left over. */
class StepWords {
  readonly #stepId: string;
  readonly #both: Both;
  readonly #faults: LessonFault[];

  constructor(stepId: string, both: Both, faults: LessonFault[]) {
    this.#stepId = stepId;
    this.#both = both;
    this.#faults = faults;
  }

  words(pick: (prose: StepProse) => string | undefined, what?: string): Words {
    const of = (language: Language): string => {
      const step = this.#both[language].steps.find(({ stepId }) => stepId === this.#stepId);
      const found = step === undefined ? undefined : pick(step);
      if ((found === undefined || found === '') && step !== undefined) this.#fault(language, `step ${this.#stepId} lacks ${what ?? 'text'}`);
      return found ?? '';
    };
    return { en: of('en'), 'zh-CN': of('zh-CN') };
  }

  block(name: string, id: string): Words {
    return this.words(({ blocks }) => blocks.find((block) => block.name === name && block.id === id)?.text, `:::${name} ${id}`);
  }

  /** One `:::goal` per check, in order. */
  goals(count: number): (at: number) => Words {
    for (const language of languages) {
      const found = this.#both[language].steps.find(({ stepId }) => stepId === this.#stepId)?.blocks.filter(({ name }) => name === 'goal').length ?? 0;
      if (found !== count) this.#fault(language, `step ${this.#stepId} has ${String(found)} :::goal blocks for ${String(count)} checks`);
    }
    return (at) => this.words(({ blocks }) => blocks.filter(({ name }) => name === 'goal')[at]?.text, `goal ${String(at + 1)}`);
  }

  options(question: QuestionFile): readonly QuestionOption[] {
    return question.options.map((id) => ({
      id,
      text: this.words(({ options }) => options.find((option) => option.id === id)?.text, `option ${id}`),
      reply: question.kind === 'predict'
        ? { en: '', 'zh-CN': '' }
        : this.words(({ options }) => options.find((option) => option.id === id)?.reply, `a reply for option ${id}`),
    }));
  }

  /** Words that nothing refers to are a mistake too. */
  nothingElse(step: LessonFile['steps'][number]): void {
    const known: Readonly<Record<string, readonly string[]>> = { hint: step.hints, debrief: [step.debrief], say: step.diagnose.map(({ say }) => say) };
    for (const language of languages) {
      const found = this.#both[language].steps.find(({ stepId }) => stepId === this.#stepId);
      for (const { name, id } of found?.blocks ?? []) {
        if (known[name]?.includes(id) === false) this.#fault(language, `step ${this.#stepId}: nothing refers to :::${name} ${id}`);
      }
    }
  }

  #fault(language: Language, message: string): void {
    this.#faults.push({ file: `${language}.md`, line: 1, message });
  }
}
