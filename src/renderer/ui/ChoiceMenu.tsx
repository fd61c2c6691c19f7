import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import styles from './Menu.module.css';

interface ChoiceMenuProps<Value extends string> {
  /** What is chosen, e.g. "Rate". */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** The button that opens it. */
  readonly trigger: ReactElement;
}

/** One choice of several, behind a button. */
export function ChoiceMenu<Value extends string>({ label, value, choices, onChange, trigger }: ChoiceMenuProps<Value>): ReactElement {
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className={styles['positioner']} sideOffset={6} align="start">
          <Menu.Popup className={styles['popup']}>
            <Menu.Group>
              <Menu.GroupLabel className={styles['label']}>{label}</Menu.GroupLabel>
              <Menu.RadioGroup value={value} onValueChange={(chosen: Value) => onChange(chosen)}>
                {choices.map((choice) => (
                  <Menu.RadioItem key={choice.value} value={choice.value} className={styles['item']} closeOnClick>
                    <span className={styles['tick']}>
                      <Menu.RadioItemIndicator><Check size={14} strokeWidth={2} aria-hidden /></Menu.RadioItemIndicator>
                    </span>
                    {choice.label}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
