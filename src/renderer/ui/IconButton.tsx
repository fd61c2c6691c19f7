import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { classNames } from './classNames.ts';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** What it does, in words: the accessible name and the tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly small?: boolean;
}

/** A button whose word is in its tooltip. For the top bar and panel heads only; elsewhere write the word. */
export function IconButton({ icon: Icon, label, shortcut, small = false, className, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button type="button" aria-label={label} {...rest} className={classNames(styles['button'], small && styles['small'], className)}>
        <Icon size={small ? 14 : 16} strokeWidth={1.5} aria-hidden />
      </button>
    </Tooltip>
  );
}
