import { Check, TriangleAlert } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RealityView } from '#common/contract/reality.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import styles from './Balance.module.css';
import { balanceGap } from './requestRows.ts';

const terms = ['generated', 'delivered', 'dropped', 'refused', 'held'] as const;
const counts = ['sent', 'succeeded', 'failed', 'inFlight'] as const;

/** Every span accounted for, as one equation, and what became of the requests. */
export function Balance({ view }: { readonly view: Pick<RealityView, 'items' | 'requests' | 'balanced'> }): ReactElement {
  const { t } = useTranslation('reality');
  const gap = balanceGap(view.items);
  return (
    <section className={styles['balance']} aria-label={t('balance')}>
      <p className={styles['equation']}>
        <span className={styles['what']}>{t('spans')}</span>
        {terms.map((term, index) => (
          <Fragment key={term}>
            {index === 0 ? null : <span className={styles['sign']}>{index === 1 ? '=' : '+'}</span>}
            <Tooltip text={t(`means.${term}`)}><span className={styles['term']}><b>{view.items[term].toLocaleString('en')}</b> {t(`term.${term}`)}</span></Tooltip>
          </Fragment>
        ))}
        {view.balanced ? <Badge tone="ok" icon={Check}>{t('balances')}</Badge> : <Badge tone="err" icon={TriangleAlert}>{t(gap < 0 ? 'tooMany' : 'missing', { count: Math.abs(gap) })}</Badge>}
      </p>
      <p className={styles['requests']}>
        <span className={styles['what']}>{t('requests')}</span>
        {counts.map((count) => <span key={count} className={styles['term']}><b>{view.requests[count].toLocaleString('en')}</b> {t(`count.${count}`)}</span>)}
      </p>
      <details className={styles['words']}>
        <summary>{t('wordsMean')}</summary>
        <dl>{terms.map((term) => <div key={term}><dt>{t(`term.${term}`)}</dt><dd>{t(`means.${term}`)}</dd></div>)}</dl>
      </details>
    </section>
  );
}
