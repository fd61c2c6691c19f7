import { ChevronDown, ChevronRight, Lightbulb } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepView } from '#common/contract/lessons.ts';
import styles from './Hints.module.css';
import { Prose } from './Prose.tsx';

/** Hints are free; each opens on its own. Opening one closes the one before. */
export function Hints({ hints }: { readonly hints: StepView['hints'] }): ReactElement | null {
  const { t } = useTranslation('lesson');
  const [open, setOpen] = useState<string | null>(null);
  if (hints.length === 0) return null;
  return (
    <ul className={styles['hints']} aria-label={t('hints')}>
      {hints.map((hint, index) => <Hint key={hint.id} hint={hint} number={index + 1} open={open === hint.id} onToggle={() => setOpen(open === hint.id ? null : hint.id)} />)}
    </ul>
  );
}

interface HintProps {
  readonly hint: StepView['hints'][number];
  readonly number: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Hint({ hint, number, open, onToggle }: HintProps): ReactElement {
  const { t } = useTranslation('lesson');
  const body = useId();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button type="button" className={styles['head']} aria-expanded={open} aria-controls={open ? body : undefined} onClick={onToggle}>
        <Lightbulb size={16} strokeWidth={1.5} aria-hidden />
        <span>{t('hint', { number })}</span>
        <span className={styles['what']}>{hint.title}</span>
        <Chevron size={14} strokeWidth={1.5} aria-hidden />
      </button>
      {open ? <div id={body} className={styles['body']}><Prose markdown={hint.markdown} /></div> : null}
    </li>
  );
}
