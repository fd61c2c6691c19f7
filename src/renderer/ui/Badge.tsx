import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './Badge.module.css';
import { classNames } from './classNames.ts';

interface BadgeProps {
  readonly tone?: 'neutral' | 'ok' | 'warn' | 'err' | 'accent' | 'outline' | 'simulated';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A state in a word, with its icon; colour comes third. */
export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps): ReactElement {
  return (
    <span className={classNames(styles['badge'], styles[tone])}>
      {Icon === undefined ? null : <Icon size={12} strokeWidth={1.75} aria-hidden />}
      {children}
    </span>
  );
}

/** How many, beside a tab's name. */
export function CountPill({ count }: { readonly count: number }): ReactElement {
  return <span className={styles['count']}>{count.toLocaleString('en')}</span>;
}
