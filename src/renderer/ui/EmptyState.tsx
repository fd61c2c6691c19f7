import type { ReactElement, ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** What will be here. */
  readonly title: string;
  /** How to make it so. */
  readonly text: string;
  readonly children?: ReactNode;
}

/** Teaches instead of decorating: what will be here, how to make it so, one button. */
export function EmptyState({ title, text, children }: EmptyStateProps): ReactElement {
  return (
    <div className={styles['empty']}>
      <p className={styles['title']}>{title}</p>
      <p className={styles['text']}>{text}</p>
      {children === undefined ? null : <div className={styles['actions']}>{children}</div>}
    </div>
  );
}
