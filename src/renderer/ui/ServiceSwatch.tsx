import type { ReactElement } from 'react';
import { classNames } from './classNames.ts';
import { serviceColour } from './serviceColour.ts';
import styles from './ServiceSwatch.module.css';

/** A service's colour. Its name always stands beside it, so it is silent to screen readers. */
export function ServiceSwatch({ service }: { readonly service: string }): ReactElement {
  const { colour, tag } = serviceColour(service);
  return (
    <i aria-hidden className={classNames(styles['swatch'], tag !== null && styles['tagged'])} style={{ background: colour, borderColor: colour, fontStyle: 'normal' }}>
      {tag}
    </i>
  );
}
