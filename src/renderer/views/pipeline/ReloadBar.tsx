import { CircleCheck, LoaderCircle, ShieldAlert, TriangleAlert, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectorState, ReleaseName } from '#common/contract/collector.ts';
import { Button } from '../../ui/Button.tsx';
import type { DraftState } from '../../editor/configDraft.ts';
import styles from './PipelineView.module.css';
import { ReleaseMenu } from './ReleaseMenu.tsx';

interface ReloadBarProps {
  readonly state: CollectorState;
  readonly draft: DraftState;
  readonly differing: boolean;
  readonly onToggleDifference: () => void;
  readonly onBack: () => void;
  readonly onChooseRelease: (release: ReleaseName) => void;
}

/** What runs against what was typed: the first thing to know about an edit. */
export function ReloadBar({ state, draft, differing, onToggleDifference, onBack, onChooseRelease }: ReloadBarProps): ReactElement {
  const { t, i18n } = useTranslation('pipeline');
  const broken = state.yaml !== state.runningYaml || state.release.era !== state.runningRelease.era || state.release.distribution !== state.runningRelease.distribution;
  const differs = draft.text !== state.runningYaml;
  const since = new Date(state.runningSince).toLocaleTimeString(i18n.language, { hour12: false });
  return (
    <div className={styles['reload']} data-tone={broken || state.status !== 'running' || draft.failure !== null ? 'warn' : 'ok'}>
      <span className={styles['reloadWords']} role="status">{words({ state, draft, broken })}</span>
      {draft.failure === null && state.revision > 0 && !broken ? <span className={styles['reloadSince']}>{t('runningSince', { time: since })}</span> : null}
      <span className={styles['reloadActions']}>
        <ReleaseMenu state={state} onChoose={onChooseRelease} />
        {differs || differing ? <Button look="quiet" size="small" aria-pressed={differing} onClick={onToggleDifference}>{t(differing ? 'backToEditing' : 'seeDifference')}</Button> : null}
        {broken && draft.phase === 'settled' ? <Button size="small" onClick={onBack}><Undo2 size={14} strokeWidth={1.5} aria-hidden />{t('backToRunning')}</Button> : null}
      </span>
    </div>
  );

  function words(now: { readonly state: CollectorState; readonly draft: DraftState; readonly broken: boolean }): ReactElement {
    const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
    if (now.draft.failure !== null) return <><TriangleAlert {...icon} />{t('notSent', { message: now.draft.failure })}</>;
    if (now.state.status === 'restarting') return <><LoaderCircle {...icon} />{t('restarting')}</>;
    if (now.state.status === 'stopped') return <><TriangleAlert {...icon} />{t('stopped')}</>;
    if (now.draft.phase === 'sending') return <><LoaderCircle {...icon} />{t('checking')}</>;
    if (now.broken) return <><ShieldAlert {...icon} /><b>{t('lastGood')}</b></>;
    return <><CircleCheck {...icon} /><b>{t('running', { revision: now.state.revision })}</b></>;
  }
}
