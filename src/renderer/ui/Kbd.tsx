import type { ReactElement } from 'react';
import styles from './Kbd.module.css';

/** Key caps. `keys` is written with spaces between keys: "Ctrl K". */
export function Kbd({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className={styles['keys']}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={styles['key']}>{key}</kbd>
      ))}
    </span>
  );
}
