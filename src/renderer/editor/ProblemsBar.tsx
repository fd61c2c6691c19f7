import { CircleX, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { type Finding, type QuickFix, quickFixFor, removeLines } from './quickFix.ts';
import type { UnusedComponent } from './providers.ts';
import styles from './ProblemsBar.module.css';

interface ProblemsBarProps {
  readonly diagnostics: readonly Finding[];
  readonly unused?: readonly UnusedComponent[];
  readonly onGoTo: (line: number, column: number) => void;
  readonly onFix: (fix: QuickFix) => void;
}

const icons: Readonly<Record<Finding['severity'], LucideIcon>> = { error: CircleX, warning: TriangleAlert, info: Info };

/** What the core found, in words: never only on hover. */
export function ProblemsBar({ diagnostics, unused = [], onGoTo, onFix }: ProblemsBarProps): ReactElement | null {
  const { t } = useTranslation('pipeline');
  if (diagnostics.length + unused.length === 0) return null;
  const names = { error: t('errors'), warning: t('warnings'), info: t('infos') };
  return (
    <ul className={styles['problems']} aria-label={t('problemsList')} aria-live={diagnostics.some(({ severity }) => severity === 'error') ? 'assertive' : 'polite'}>
      {diagnostics.map(({ severity, message, range, hint }, index) => {
        const Icon = icons[severity];
        const fix = quickFixFor({ range, hint });
        return (
          <li key={`${String(index)} ${message}`} data-severity={severity}>
            <Icon size={16} strokeWidth={1.5} aria-label={names[severity]} />
            <div className={styles['problemText']}>
              <code>{message}</code>
              <span className={styles['problemPlace']}>
                {range === null ? null : <button type="button" onClick={() => onGoTo(range.startLine, range.startColumn)}>{t('at', { line: range.startLine, column: range.startColumn })}</button>}
                {hint === undefined || fix !== null ? null : <span>{hint}</span>}
              </span>
            </div>
            {fix === null ? null : <Button size="small" onClick={() => onFix(fix)}>{t('changeTo', { text: fix.text })}{index === 0 ? <Kbd keys="Ctrl+." /> : null}</Button>}
          </li>
        );
      })}
      {unused.map(({ componentId, startLine, endLine }) => (
        <li key={`${componentId} ${String(startLine)}`} data-severity="info">
          <Info size={16} strokeWidth={1.5} aria-label={names.info} />
          <div className={styles['problemText']}>
            <span>{t('unusedNotice', { componentId })}</span>
            <span className={styles['problemPlace']}><button type="button" onClick={() => onGoTo(startLine, 1)}>{t('goTo', { line: startLine })}</button></span>
          </div>
          <Button look="quiet" size="small" onClick={() => onFix(removeLines(startLine, endLine))}>{t('removeLines', { count: endLine - startLine + 1 })}</Button>
        </li>
      ))}
    </ul>
  );
}
