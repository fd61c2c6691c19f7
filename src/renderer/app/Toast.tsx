import { Check, TriangleAlert, X } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './App.module.css';
import { useScreen } from './screen.ts';

const shownMillis = 8000;

/** One message at a time above the goal strip. Errors stay until closed. */
export function Toast(): ReactElement {
  const { t } = useTranslation('app');
  const { toast, say } = useScreen();
  useEffect(() => {
    if (toast === null || toast.kind === 'error') return undefined;
    const timer = setTimeout(() => say(null), shownMillis);
    return () => clearTimeout(timer);
  }, [toast, say]);
  return (
    <div className={styles['toastRegion']} role="status" aria-live={toast?.kind === 'error' ? 'assertive' : 'polite'}>
      {toast === null ? null : (
        <div className={styles['toast']}>
          {toast.kind === 'error' ? <TriangleAlert className={styles['error']} size={16} strokeWidth={1.5} aria-hidden /> : <Check className={styles['info']} size={16} strokeWidth={1.5} aria-hidden />}
          <div><b>{toast.title}</b>{toast.text === undefined ? null : <p>{toast.text}</p>}</div>
          <IconButton icon={X} label={t('close')} small onClick={() => say(null)} />
        </div>
      )}
    </div>
  );
}
