import { CircleCheck, CircleDashed, RotateCcw, Waves, Zap, type LucideIcon } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LessonView, StepView } from '#common/contract/lessons.ts';
import { useLesson } from '../../app/useLesson.ts';
import { client } from '../../host/client.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Hints } from './Hints.tsx';
import { LessonList } from './LessonList.tsx';
import styles from './LessonPanel.module.css';
import { Prose } from './Prose.tsx';
import { Guess, Question } from './Question.tsx';
import { type LessonCall, useLessonCall } from './lessonCall.ts';
import { TermsContext } from './Term.tsx';

const noTerms: NonNullable<LessonView['terms']> = [];

/** The left panel: the open lesson's step, or in the sandbox the lessons there are. */
export function LessonPanel(): ReactElement {
  const { t } = useTranslation('lesson');
  const lesson = useLesson();
  const call = useLessonCall();
  return (
    <section className={styles['panel']} aria-label={t('panel')}>
      {lesson === undefined ? null : lesson === null ? <LessonList call={call} /> : <TermsContext value={lesson.terms ?? noTerms}><OpenStep lesson={lesson} call={call} /></TermsContext>}
    </section>
  );
}

function OpenStep({ lesson, call }: { readonly lesson: LessonView; readonly call: LessonCall }): ReactElement | null {
  const { t } = useTranslation('lesson');
  const body = useRef<HTMLDivElement>(null);
  const { language, current, steps } = lesson;
  useEffect(() => {
    // Newer Chromium returns a promise from scrollTo: it must not become the effect's clean-up.
    void body.current?.scrollTo({ top: 0 });
  }, [lesson.lessonId, current]);
  const step = steps[current];
  if (step === undefined) return null;
  return (
    <>
      <div className={styles['body']} ref={body} tabIndex={0} role="group" aria-label={step.title}>
        <div className={styles['where']}><span>{t('stepOf', { step: current + 1, steps: steps.length })}</span><StateChip state={step.state} /></div>
        <div className={styles['steps']} aria-hidden>{steps.map(({ stepId, done }, index) => <i key={stepId} data-state={index === current ? 'now' : done ? 'done' : 'later'} />)}</div>
        <h1 className={styles['title']}>{step.title}</h1>
        <Prose markdown={step.prose} />
        <StepSwitch step={step} call={call} onAct={() => call.run(() => client.lessons.act({ stepId: step.stepId, language }))} />
        {step.question === null ? null : (
          <Question question={step.question} title={step.title} busy={call.busy}
            onAnswer={(optionId) => call.run(() => client.lessons.answer({ stepId: step.stepId, optionId, language }))} />
        )}
        <div role="status" className={styles['advice']}>{step.advice === null || step.advice === undefined ? null : <Prose markdown={step.advice} />}</div>
        {step.debrief === null ? null : <Debrief markdown={step.debrief} />}
        <EarlierGuess lesson={lesson} />
        {step.done ? null : <Hints key={step.stepId} hints={step.hints} />}
      </div>
      <footer className={styles['foot']}>
        <Button look="quiet" onClick={() => call.run(() => client.lessons.restart({ language }))}><RotateCcw size={14} strokeWidth={1.5} aria-hidden />{t('restart')}</Button>
        <Button look="quiet" onClick={() => call.run(() => client.lessons.close({}))}>{t('sandbox')}</Button>
      </footer>
    </>
  );
}

const chips: Readonly<Record<StepView['state'], { readonly icon: LucideIcon; readonly tone: 'ok' | 'neutral' | 'warn'; readonly word: 'stateWorking' | 'stateUnfinished' | 'stateBrokenOnPurpose' }>> = {
  working: { icon: Waves, tone: 'ok', word: 'stateWorking' },
  unfinished: { icon: CircleDashed, tone: 'neutral', word: 'stateUnfinished' },
  'broken-on-purpose': { icon: Zap, tone: 'warn', word: 'stateBrokenOnPurpose' },
};

function StateChip({ state }: { readonly state: StepView['state'] }): ReactElement {
  const { t } = useTranslation('lesson');
  const { icon, tone, word } = chips[state];
  return <Badge tone={tone} icon={icon}>{t(word)}</Badge>;
}

function StepSwitch({ step, call, onAct }: { readonly step: StepView; readonly call: LessonCall; readonly onAct: () => void }): ReactElement | null {
  const { t } = useTranslation('lesson');
  const own = step.switch;
  if (own === null || own === undefined) return null;
  if (own.used) return <p className={styles['switched']}><CircleCheck size={16} strokeWidth={1.5} aria-hidden />{t(own.tracing ? 'tracingIsOn' : 'tracingIsOff')}</p>;
  return (
    <div className={styles['switch']}>
      <Button size="big" onClick={onAct} disabledReason={call.busy ? t('switching') : null}>{t(own.tracing ? 'tracingOn' : 'tracingOff')}</Button>
      <span role="status">{call.busy ? t('switching') : ''}</span>
    </div>
  );
}

function Debrief({ markdown }: { readonly markdown: string }): ReactElement {
  const { t } = useTranslation('lesson');
  return <section className={styles['debrief']}><h2>{t('debrief')}</h2><Prose markdown={markdown} /></section>;
}

function EarlierGuess({ lesson }: { readonly lesson: LessonView }): ReactElement | null {
  const made = lesson.steps.slice(0, lesson.done ? undefined : lesson.current + 1).find(({ question }) => question?.kind === 'predict' && question.answered !== null)?.question;
  const answer = made?.options.find(({ id }) => id === made.answered)?.text;
  return answer === undefined ? null : <Guess answer={answer} replay={lesson.done} />;
}
