import { CircleCheck, CircleX, LoaderCircle, type LucideIcon, RotateCcw, ShieldAlert, TriangleAlert, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SdkState } from '#common/contract/sdk.ts';
import type { DraftState } from '../../editor/configDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMillis } from '../../ui/formatDuration.ts';
import { isBroken, type SdkStanding, standingOf } from './sdkStatus.ts';
import styles from './SdkView.module.css';

interface SdkBarProps {
  readonly state: SdkState;
  readonly draft: DraftState;
  /** Why the last reset did not happen; null when it did or none was asked for. */
  readonly resetFailure: string | null;
  readonly onBack: () => void;
  readonly onReset: () => void;
}

const icons: Readonly<Record<SdkStanding, LucideIcon>> = {
  notSent: TriangleAlert, restarting: LoaderCircle, checking: LoaderCircle, lastGood: ShieldAlert, crashed: CircleX, stopped: TriangleAlert, starting: LoaderCircle, running: CircleCheck,
};

/** What runs against what was typed: the first thing to know about an edit. */
export function SdkBar({ state, draft, resetFailure, onBack, onReset }: SdkBarProps): ReactElement {
  const { t } = useTranslation('sdk');
  const { service } = state;
  const standing = resetFailure === null ? standingOf(state, draft) : 'notSent';
  const Icon = icons[standing];
  const words: Readonly<Record<SdkStanding, string>> = {
    notSent: resetFailure === null ? t('notSent', { message: draft.failure ?? '' }) : t('notReset', { message: resetFailure }),
    restarting: t('restarting', { service }), checking: t('checking'), lastGood: t('lastGood'), crashed: t('crashed', { service }),
    stopped: t('stopped', { service }), starting: t('starting', { service }), running: t('running', { revision: state.revision }),
  };
  return (
    <div className={styles['bar']} data-tone={standing === 'running' ? 'ok' : 'warn'}>
      <span className={styles['words']} role="status"><Icon size={16} strokeWidth={1.5} aria-hidden /><b>{words[standing]}</b></span>
      {standing === 'running' && state.restartMillis !== null ? <span className={styles['since']}>{t('restarted', { duration: formatMillis(state.restartMillis) })}</span> : null}
      <span className={styles['actions']}>
        {isBroken(state) && draft.phase === 'settled' ? <Button size="small" onClick={onBack}><Undo2 size={14} strokeWidth={1.5} aria-hidden />{t('backToRunning')}</Button> : null}
        <Button look="quiet" size="small" title={t('resetLong', { service })} onClick={onReset}><RotateCcw size={14} strokeWidth={1.5} aria-hidden />{t('reset')}</Button>
      </span>
    </div>
  );
}
