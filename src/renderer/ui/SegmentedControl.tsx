import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { classNames } from './classNames.ts';
import styles from './SegmentedControl.module.css';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** The whole word where `label` is short: "中" reads "简体中文". */
  readonly name?: string;
  /** Language of `label`, where it is not the page's. */
  readonly lang?: string;
}
interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
  readonly small?: boolean;
}

/** One choice of a few, all of them in sight. */
export function SegmentedControl<Value extends string>({ label, value, segments, onChange, small = false }: SegmentedControlProps<Value>): ReactElement {
  return (
    <ToggleGroup
      aria-label={label}
      className={classNames(styles['group'], small && styles['small'])}
      value={[value]}
      onValueChange={(values) => {
        const chosen = segments.find((segment) => segment.value === values[0]);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {segments.map(({ value: own, label: text, icon: Icon, name, lang }) => (
        <Toggle key={own} value={own} className={styles['item']} aria-label={name} lang={lang}>
          {Icon === undefined ? null : <Icon size={14} strokeWidth={1.5} aria-hidden />}
          {text}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
