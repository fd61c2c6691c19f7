import type { ButtonHTMLAttributes, ReactElement } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';
import { Tooltip } from './Tooltip.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'default' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'big';
  /** Why it cannot be pressed now. The button stays focusable and says so, instead of going dead. */
  readonly disabledReason?: string | null;
}

/** A verb and a noun: "Book a visit". One primary button per screen. */
export function Button({ look = 'default', size = 'medium', disabledReason = null, className, onClick, ...rest }: ButtonProps): ReactElement {
  const button = (
    <button
      type="button"
      {...rest}
      className={classNames(styles['button'], styles[look], styles[size], className)}
      aria-disabled={disabledReason === null ? undefined : true}
      onClick={disabledReason === null ? onClick : undefined}
    />
  );
  return disabledReason === null ? button : <Tooltip text={disabledReason}>{button}</Tooltip>;
}
