import type { ReactElement } from 'react';
import type { StepView } from '#common/contract/lessons.ts';
import styles from './CheckMark.module.css';

export type CheckStateName = StepView['checks'][number]['state'];

/** The four states of a check. None of them is red: a check is never "wrong". */
export function CheckMark({ state }: { readonly state: CheckStateName }): ReactElement {
  return (
    <svg className={styles[state]} width="16" height="16" viewBox="0 0 16 16" fill="none" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      {shapes[state]}
    </svg>
  );
}

const shapes: Readonly<Record<CheckStateName, ReactElement>> = {
  waiting: <circle cx="8" cy="8" r="6" stroke="currentColor" strokeDasharray="2.4 2.3" />,
  notYet: <><circle cx="8" cy="8" r="6" stroke="currentColor" /><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" /></>,
  done: <><circle cx="8" cy="8" r="7" fill="currentColor" /><path d="M5 8.2l2.1 2.1L11 6.2" stroke="var(--surface)" strokeWidth="1.75" /></>,
  cannotTell: <><path d="M8 1.5L14.5 8 8 14.5 1.5 8z" stroke="currentColor" /><path d="M6.6 6.6a1.5 1.5 0 1 1 2 1.4c-.4.2-.6.5-.6.9M8 10.8v.1" stroke="currentColor" /></>,
};
