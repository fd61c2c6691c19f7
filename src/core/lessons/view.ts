import type { Term } from './catalog.ts';
import type { CheckResult } from './checks/check.ts';
import type { Lesson, LessonStep } from './lesson.ts';
import type { OpenLesson } from './openLesson.ts';
import type { Language, Words } from './words.ts';

/** What a lesson's own files do not hold. */
export interface LessonFrame {
  readonly track: Words;
  readonly terms: readonly Term[];
}

/** The open lesson in one language, as the screen draws it. */
export function lessonView(open: OpenLesson, { track, terms }: LessonFrame, language: Language): LessonView {
  const { lesson, progress } = open;
  const steps = lesson.steps.map((step, index) => stepView(step, { open, index, language }));
  return {
    lessonId: lesson.lessonId, language,
    title: lesson.title[language], summary: lesson.summary[language], track: track[language], minutes: lesson.file.minutes,
    panels: [...lesson.file.panels],
    current: progress.current,
    steps,
    done: isDone(lesson, progress.done),
    terms: terms.map(({ termId, name, alias, means }) => ({ termId, name: name[language], alias: language === 'zh-CN' ? alias : null, means: means[language] })),
  };
}

export function isDone(lesson: Lesson, done: Readonly<Record<string, unknown>>): boolean {
  return lesson.steps.every(({ stepId }) => done[stepId] !== undefined);
}

export interface LessonView {
  lessonId: string;
  language: Language;
  title: string;
  summary: string;
  track: string;
  minutes: number;
  panels: string[];
  current: number;
  steps: StepView[];
  done: boolean;
  terms: { termId: string; name: string; alias: string | null; means: string }[];
}
export interface StepView {
  stepId: string;
  title: string;
  kind: LessonStep['kind'];
  state: LessonStep['state'];
  prose: string;
  hints: { id: string; title: string; markdown: string }[];
  debrief: string | null;
  question: QuestionView | null;
  checks: { state: CheckResult['state']; label: string; evidence: string }[];
  done: boolean;
  /** What the near miss means; null when there is none. */
  advice: string | null;
  /** The step's own switch, and whether it was used. */
  switch: { tracing: boolean; used: boolean } | null;
}
export interface QuestionView {
  kind: 'predict' | 'quiz';
  options: { id: string; text: string }[];
  answered: string | null;
  correct: boolean | null;
  reply: string | null;
}

interface Place {
  readonly open: OpenLesson;
  readonly index: number;
  readonly language: Language;
}

function stepView(step: LessonStep, { open, index, language }: Place): StepView {
  const { progress } = open;
  const isOpen = index === progress.current;
  const done = progress.done[step.stepId] !== undefined;
  return {
    stepId: step.stepId, title: step.title[language], kind: step.kind, state: step.state,
    prose: step.prose[language],
    hints: step.hints.map((hint) => ({ id: hint.id, title: hint.title[language], markdown: hint.markdown[language] })),
    debrief: done ? step.debrief[language] : null,
    question: questionView(step, progress.answers[step.stepId] ?? null, language),
    checks: checkViews(step, { open, index, language }),
    done,
    advice: isOpen && !done ? adviceFor(step, open.results)?.[language] ?? null : null,
    switch: step.switch === undefined ? null : { tracing: step.switch.tracing, used: progress.switched.includes(step.stepId) },
  };
}

/** The words for the first near miss a check names. */
export function adviceFor(step: LessonStep, results: readonly CheckResult[]): Words | undefined {
  for (const { reason } of results) {
    const found = reason === undefined ? undefined : step.diagnose.find(({ when }) => when === reason);
    if (found !== undefined) return found.words;
  }
  return undefined;
}

function checkViews(step: LessonStep, { open, index, language }: Place): StepView['checks'] {
  const { progress } = open;
  const done = progress.done[step.stepId];
  return step.checks.map((check, at) => {
    const label = check.goal[language];
    if (done !== undefined) return { state: 'done', label, evidence: done.saw[at]?.[language] ?? '' };
    const result = index === progress.current ? open.results[at] : undefined;
    if (result !== undefined) return { state: result.state, label, evidence: result.saw[language] };
    const opens = { en: `opens after step ${String(index)}`, 'zh-CN': `第 ${String(index)} 步之后开始` };
    return { state: 'waiting', label, evidence: index > progress.current ? opens[language] : '' };
  });
}

function questionView(step: LessonStep, answered: string | null, language: Language): QuestionView | null {
  const { question } = step;
  if (question === undefined) return null;
  const chosen = question.kind === 'quiz' ? question.words.find(({ id }) => id === answered) : undefined;
  return {
    kind: question.kind,
    options: question.words.map(({ id, text }) => ({ id, text: text[language] })),
    answered,
    correct: chosen === undefined ? null : chosen.id === question.right,
    reply: chosen === undefined ? null : chosen.reply[language],
  };
}
