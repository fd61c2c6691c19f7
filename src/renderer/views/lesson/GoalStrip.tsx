import { type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LessonView, StepView } from '#common/contract/lessons.ts';
import { useLesson } from '../../app/useLesson.ts';
import { client } from '../../host/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { CheckMark } from './CheckMark.tsx';
import styles from './GoalStrip.module.css';
import { useLessonCall, useLessonPanels, useSelectionReport } from './lessonCall.ts';

/** The bottom strip: what each step asks for, live, and the one button that goes on. Nothing in the sandbox. */
export function GoalStrip(): ReactElement | null {
  const lesson = useLesson();
  return lesson === null || lesson === undefined ? null : <Goals lesson={lesson} />;
}

interface Goal {
  readonly key: string;
  readonly check: StepView['checks'][number];
  readonly isNow: boolean;
}

function Goals({ lesson }: { readonly lesson: LessonView }): ReactElement {
  const { t } = useTranslation('lesson');
  const call = useLessonCall();
  // Here, because the strip stays while the lesson's panel may be folded away.
  useSelectionReport();
  useLessonPanels(lesson);
  const { current, steps, language } = lesson;
  const step = steps[current];
  const isLast = current === steps.length - 1;
  const goals = steps.flatMap(({ stepId, checks }, index) => checks.map((check, at): Goal => ({ key: `${stepId} ${String(at)}`, check, isNow: index === current && step?.done !== true })));
  const goOn = (): void => {
    if (step?.done !== true || call.busy) return;
    call.run(() => (isLast ? client.lessons.close({}) : client.lessons.next({ language })));
  };
  useNextKey(goOn);
  const open = step?.checks.find(({ state }) => state !== 'done');
  return (
    <section className={styles['strip']} aria-label={t('goals')}>
      <ol className={styles['goals']}>
        {goals.map(({ key, check, isNow }) => (
          <li key={key} data-now={isNow} aria-current={isNow ? 'step' : undefined}>
            <CheckMark state={check.state} />
            <div>
              <b title={check.label}>{check.label}</b>
              <span title={check.evidence}><span className="visually-hidden">{t(check.state)}: </span>{check.evidence}</span>
            </div>
          </li>
        ))}
      </ol>
      <Announcer lesson={lesson} />
      <div className={styles['end']}>
        <Button look="primary" size="big" onClick={goOn} disabledReason={step?.done === true ? null : t('nextWaits', { goal: open?.label ?? '' })}>
          {t(isLast ? 'finish' : 'next')}<Kbd keys="Ctrl+Enter" />
        </Button>
      </div>
    </section>
  );
}

/** Ctrl+Enter, or ⌘+Enter, from anywhere. */
function useNextKey(goOn: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    goOn();
  });
  useEffect(() => {
    // While capturing: an editor would take it for a new line.
    const listener = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
}

/** Says each change of a check's state aloud, politely; live evidence alone stays silent. */
function Announcer({ lesson }: { readonly lesson: LessonView }): ReactElement {
  const { t } = useTranslation('lesson');
  const said = useRef<string | null>(null);
  const [words, setWords] = useState('');
  const checks = lesson.steps[lesson.current]?.checks ?? [];
  const states = checks.map(({ label, state }) => `${label} ${state}`).join('\n');
  const announce = useEffectEvent(() => {
    const last = said.current;
    said.current = states;
    if (last === null || last === states) return;
    const changed = checks.filter(({ label, state }) => !last.includes(`${label} ${state}`));
    setWords(changed.map(({ label, state, evidence }) => t('announced', { goal: label, state: t(state), evidence })).join(' '));
  });
  useEffect(() => announce(), [states]);
  return <p className="visually-hidden" role="status" aria-live="polite">{words}</p>;
}
