import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './Menu.module.css';

interface ChoiceMenuProps<Value extends string> extends ChoiceGroupProps<Value> {
  /** The button that opens it. */
  readonly trigger: ReactElement;
}

/** One choice of several, behind a button. */
export function ChoiceMenu<Value extends string>({ trigger, ...group }: ChoiceMenuProps<Value>): ReactElement {
  return <MenuOf trigger={trigger}><ChoiceGroup {...group} /></MenuOf>;
}

/** A button that opens `ChoiceGroup`s. */
export function MenuOf({ trigger, children }: { readonly trigger: ReactElement; readonly children: ReactNode }): ReactElement {
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className={styles['positioner']} sideOffset={6} align="start">
          <Menu.Popup className={styles['popup']}>{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export interface ChoiceGroupProps<Value extends string> {
  /** What is chosen, e.g. "Rate". */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly explanation?: string; readonly disabled?: boolean }[];
  readonly onChange: (value: Value) => void;
}

export function ChoiceGroup<Value extends string>({ label, value, choices, onChange }: ChoiceGroupProps<Value>): ReactElement {
  return (
    <Menu.Group>
      <Menu.GroupLabel className={styles['label']}>{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} onValueChange={(chosen: Value) => onChange(chosen)}>
        {choices.map((choice) => (
          <Menu.RadioItem key={choice.value} value={choice.value} disabled={choice.disabled === true} className={styles['item']} closeOnClick>
            <span className={styles['tick']}>
              <Menu.RadioItemIndicator><Check size={14} strokeWidth={2} aria-hidden /></Menu.RadioItemIndicator>
            </span>
            <span className={styles['words']}>
              {choice.label}
              {choice.explanation === undefined ? null : <span className={styles['explanation']}>{choice.explanation}</span>}
            </span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}
