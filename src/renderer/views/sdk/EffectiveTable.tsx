import { EqualNot } from 'lucide-react';
import { Fragment, type ReactElement, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SdkState } from '#common/contract/sdk.ts';
import { Badge } from '../../ui/Badge.tsx';
import styles from './EffectiveTable.module.css';
import { isBroken } from './sdkStatus.ts';
import { type SettingRow, settingRows } from './settingRows.ts';

/** Each setting as written beside what the running SDK says: where they differ, something else than the file decides. */
export function EffectiveTable({ state }: { readonly state: SdkState }): ReactElement {
  const { t } = useTranslation('sdk');
  const title = useId();
  const { service, status, effective } = state;
  const running = status === 'running';
  // While another program starts, the last one's answers say nothing of what is written now.
  const rows = useMemo(() => settingRows(running ? effective : effective.map((setting) => ({ ...setting, effective: null }))), [running, effective]);
  const differing = rows.filter(({ agreement }) => agreement === 'differs').length;
  const answered = rows.some((row) => row.effective !== null);
  return (
    // Scrolls, so the keyboard must reach it.
    <section className={styles['pane']} aria-labelledby={title} tabIndex={0}>
      <h3 id={title} className={styles['title']}>{t('effective', { service })}</h3>
      <p className={styles['verdict']} role="status">
        {isBroken(state) ? `${t('effectiveOld')} ` : null}
        {rows.length === 0 ? t('noSettings') : differing > 0 ? t('differ', { count: differing }) : answered && !isBroken(state) ? t('allSame') : null}
      </p>
      {rows.length === 0 ? null : (
        <table className={styles['table']} aria-labelledby={title}>
          <thead><tr><th scope="col">{t('setting')}</th><th scope="col">{t('written')}</th><th scope="col">{t('says')}</th></tr></thead>
          <tbody>{rows.map((row) => <Row key={row.variable} row={row} running={running} />)}</tbody>
        </table>
      )}
    </section>
  );
}

function Row({ row, running }: { readonly row: SettingRow; readonly running: boolean }): ReactElement {
  const { t } = useTranslation('sdk');
  return (
    <tr data-agreement={row.agreement}>
      <th scope="row"><code><Breakable text={row.key} /></code><code className={styles['variable']}><Breakable text={row.variable} /></code></th>
      <td>{row.written === null ? <span className={styles['none']}>{t('sdkDefault')}</span> : <Value text={row.written} />}</td>
      <td>
        {row.effective === null ? <span className={styles['none']}>{t(running ? 'noAnswer' : 'noProgram')}</span> : <Value text={row.effective} />}
        {row.agreement === 'differs' ? <> <Badge tone="warn" icon={EqualNot}>{t('differs')}</Badge></> : null}
      </td>
    </tr>
  );
}

function Value({ text }: { readonly text: string }): ReactElement {
  const { t } = useTranslation('sdk');
  return text === '' ? <span className={styles['none']}>{t('empty')}</span> : <code><Breakable text={text} /></code>;
}

/** A narrow column breaks a list or a name after its marks, and only when it must in the middle of a word. */
function Breakable({ text }: { readonly text: string }): ReactElement {
  return <>{text.split(/(?<=[,_/=])/).map((part, index) => <Fragment key={`${String(index)} ${part}`}>{index === 0 ? null : <wbr />}{part}</Fragment>)}</>;
}
