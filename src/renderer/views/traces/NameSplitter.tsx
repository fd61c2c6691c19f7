import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.ts';
import styles from './Waterfall.module.css';

/** Narrowest and widest name column, CSS pixels. */
export const nameLimits = { least: 160, most: 640 } as const;
const step = 16;

/** Moves the border between names and bars: drag, arrow keys; a double click takes the usual width again. */
export function NameSplitter({ width, most }: { readonly width: number; readonly most: number }): ReactElement {
  const { t } = useTranslation('traces');
  const setNameWidth = useSettings((settings) => settings.setNameWidth);
  const set = (wanted: number): void => setNameWidth(Math.round(Math.max(nameLimits.least, Math.min(most, wanted))));
  return (
    <span
      role="separator" tabIndex={0} aria-orientation="vertical" aria-label={t('columnWidth')} aria-valuenow={width} aria-valuemin={nameLimits.least} aria-valuemax={most} className={styles['splitter']}
      onDoubleClick={() => setNameWidth(null)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        event.stopPropagation();
        set(width + (event.key === 'ArrowRight' ? step : -step));
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) set(width + event.movementX);
      }}
    />
  );
}
