import { CircleCheck, Flag, Info } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepView } from '#common/contract/lessons.ts';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { Prose } from './Prose.tsx';
import styles from './Question.module.css';

interface QuestionProps {
  readonly question: NonNullable<StepView['question']>;
  readonly title: string;
  readonly busy: boolean;
  readonly onAnswer: (optionId: string) => void;
}

const services: readonly string[] = ['web', 'visits', 'vets', 'billing', 'cardpay', 'db', 'queue', 'notifier'];

/** A prediction, committed once, or a quiz, answered as often as one likes. */
export function Question({ question, title, busy, onAnswer }: QuestionProps): ReactElement {
  const { t } = useTranslation('lesson');
  const group = useId();
  const { kind, options, answered, correct, reply } = question;
  const committed = kind === 'predict' && answered !== null;
  return (
    <fieldset className={styles['question']} disabled={busy}>
      <legend className="visually-hidden">{title}</legend>
      {options.map(({ id, text }) => (
        <label key={id} className={styles['option']} data-on={answered === id} data-off={committed && answered !== id}>
          <input type="radio" name={group} checked={answered === id} disabled={committed && answered !== id} onChange={() => onAnswer(id)} />
          {services.includes(text) ? <ServiceSwatch service={text} /> : null}
          <span>{text}</span>
        </label>
      ))}
      {kind === 'quiz' && correct !== null ? (
        <div className={styles['reply']} data-correct={correct} role="status">
          {correct ? <CircleCheck size={16} strokeWidth={1.5} aria-hidden /> : <Info size={16} strokeWidth={1.5} aria-hidden />}
          <div><b>{t(correct ? 'right' : 'notThis')}</b><Prose markdown={reply ?? ''} /></div>
        </div>
      ) : null}
    </fieldset>
  );
}

/** The prediction made earlier: kept in sight, and replayed at the end. */
export function Guess({ answer, replay }: { readonly answer: string; readonly replay: boolean }): ReactElement {
  const { t } = useTranslation('lesson');
  return (
    <div className={styles['guess']}>
      <Flag size={16} strokeWidth={1.5} aria-hidden />
      <div>
        <p className={styles['guessText']}>{t(replay ? 'guessReplay' : 'yourGuess', { answer })}</p>
        {replay ? null : <p className={styles['guessNote']}>{t('guessKept')}</p>}
      </div>
    </div>
  );
}
