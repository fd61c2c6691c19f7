import { CircleCheck } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectorState, GraphNode } from '#common/contract/collector.ts';
import { Badge } from '../../ui/Badge.tsx';
import { countInLane, lanes, type NodeCount } from './lanes.ts';
import styles from './RunningGraph.module.css';

interface RunningGraphProps {
  readonly state: CollectorState;
  /** By node id. */
  readonly counts: Readonly<Record<string, NodeCount>>;
  readonly onPick: (node: GraphNode) => void;
}

/** What runs, never what was typed: one lane per pipeline, with what passed each part. */
export function RunningGraph({ state, counts, onPick }: RunningGraphProps): ReactElement {
  const { t } = useTranslation('pipeline');
  const drawn = lanes(state.graph);
  return (
    <section className={styles['graph']} aria-label={t('graph')}>
      <header className={styles['head']}>
        <h3>{t('whatRuns')}</h3>
        {state.revision > 0 ? <Badge tone="ok" icon={CircleCheck}>{t('revision', { revision: state.revision })}</Badge> : null}
      </header>
      {drawn.length === 0 ? <p className={styles['empty']}>{t('noPipelines')}</p> : null}
      {drawn.map((lane) => (
        <div key={lane.pipelineId} className={styles['lane']} role="group" aria-label={lane.pipelineId}>
          <h4>{lane.pipelineId}</h4>
          <div className={styles['columns']}>
            {lane.columns.map((column, index) => (
              <Fragment key={column[0]?.nodeId ?? index}>
                {index === 0 ? null : <span className={styles['arrow']} aria-hidden />}
                <div className={styles['column']}>{column.map((node) => <Node key={node.nodeId} node={node} count={countInLane(lane, node, counts)} onPick={onPick} />)}</div>
              </Fragment>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function Node({ node, count, onPick }: { readonly node: GraphNode; readonly count: NodeCount | undefined; readonly onPick: (node: GraphNode) => void }): ReactElement {
  const { t } = useTranslation('pipeline');
  const passed = count === undefined || count.inItems === 0 ? 1 : Math.min(1, count.outItems / Math.max(count.inItems, 1));
  const dropped = count === undefined || count.inItems === 0 ? 0 : Math.min(1, count.droppedItems / count.inItems);
  return (
    <button type="button" className={styles['node']} onClick={() => onPick(node)}>
      <span className={styles['name']}>{node.componentId}</span>
      <span className={styles['fact']}>{count === undefined ? '–' : t(node.kind === 'receiver' ? 'received' : 'sent', { items: number(count.outItems) })}</span>
      <span className={styles['fact']}>{factOf(node, count, t)}</span>
      <span className={styles['fate']} aria-hidden>
        <i style={{ flexGrow: passed }} /><i data-fate="held" style={{ flexGrow: Math.max(0, 1 - passed - dropped) }} /><i data-fate="dropped" style={{ flexGrow: dropped }} />
      </span>
    </button>
  );
}

function factOf(node: GraphNode, count: NodeCount | undefined, t: ReturnType<typeof useTranslation<'pipeline'>>['t']): string {
  if (count === undefined) return '\u00A0'; // keeps the line
  if (count.note !== undefined) return count.note;
  if (count.droppedItems > 0) return t('dropped', { items: number(count.droppedItems) });
  return node.kind === 'connector' ? t('connector') : t('perSecond', { rate: count.itemsPerSecond.toFixed(1) });
}

function number(value: number): string {
  return value.toLocaleString('en');
}
