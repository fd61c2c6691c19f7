import { lazy, type ReactElement, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectorState, GraphNode, ReleaseName } from '#common/contract/collector.ts';
import { ProblemsBar } from '../../editor/ProblemsBar.tsx';
import { useConfigDraft } from '../../editor/useConfigDraft.ts';
import type { LineNote, YamlEditorHandle } from '../../editor/YamlEditor.tsx';
import { definitions } from '../../editor/yamlOutline.ts';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { countsByComponent, type NodeCount } from './lanes.ts';
import styles from './PipelineView.module.css';
import { ReloadBar } from './ReloadBar.tsx';
import { RunningGraph } from './RunningGraph.tsx';

const YamlEditor = lazy(async () => ({ default: (await import('../../editor/YamlEditor.tsx')).YamlEditor }));
const DiffView = lazy(async () => ({ default: (await import('../../editor/DiffView.tsx')).DiffView }));

/** The YAML tab: the collector's configuration as the learner writes it, and beside it what runs. */
export function PipelineView(): ReactElement {
  const { t } = useTranslation('pipeline');
  const collectors = useQuery(client.collector.list, {}, { refreshOn: client.collector.on.changed });
  const state = collectors.data?.[0];
  if (state === undefined || state.status === 'starting') return <EmptyState title={t('noCollector')} text={t('noCollectorText')} />;
  return <OneCollector key={state.collectorId} state={state} />;
}

const noCounts: Readonly<Record<string, NodeCount>> = {};

function OneCollector({ state }: { readonly state: CollectorState }): ReactElement {
  const { t } = useTranslation('pipeline');
  const handle = useRef<YamlEditorHandle>(null);
  const [differing, setDiffering] = useState(false);
  const schema = useQuery(client.collector.schema, state.release);
  const stats = useQuery(client.lab.stats, {}, { refreshOn: client.lab.on.statsChanged });
  const { collectorId, yaml } = state;
  const [draft, text] = useConfigDraft<ReleaseName>({
    text: yaml,
    apply: (typed, release) => client.collector.apply({ collectorId, yaml: typed, ...(release === undefined ? {} : { release }) }),
  });
  const counts = stats.data?.collectors[state.collectorId] ?? noCounts;
  const notes = useNotes(text.text, state, counts);
  const goTo = (line: number, column: number): void => handle.current?.reveal(line, column);
  return (
    <div className={styles['view']}>
      <div className={styles['code']}>
        <ReloadBar state={state} draft={text} differing={differing} onToggleDifference={() => setDiffering(!differing)} onBack={() => {
          setDiffering(false);
          draft.replace(state.runningYaml, state.runningRelease);
        }} onChooseRelease={(release) => draft.replace(text.text, release)} />
        <div className={styles['editor']}>
          <Suspense fallback={<p className={styles['loading']} role="status">{t('loading')}</p>}>
            {differing
              ? <DiffView before={state.runningYaml} after={text.text} label={t('difference')} />
              : <YamlEditor name={`${collectorId}.yaml`} value={text.text} onChange={(typed) => draft.edit(typed)} schema={schema.data ?? null}
                  diagnostics={state.diagnostics} unused={state.unused} notes={notes} handle={handle} onSave={() => draft.flush()} />}
          </Suspense>
        </div>
        <ProblemsBar diagnostics={state.diagnostics} unused={state.unused} onGoTo={goTo} onFix={(fix) => handle.current?.apply(fix)} />
      </div>
      <div className={styles['graphPane']}>
        <RunningGraph state={state} counts={counts} onPick={(node) => {
          const found = definitions(text.text).find(({ section, componentId }) => section === sectionOf(node.kind) && componentId === node.componentId);
          if (found !== undefined) goTo(found.line, found.column);
        }} />
      </div>
    </div>
  );
}

/** Counters beside the keys of the components that run. */
function useNotes(text: string, { graph }: CollectorState, counts: Readonly<Record<string, NodeCount>>): readonly LineNote[] {
  const { t } = useTranslation('pipeline');
  const found = useMemo(() => definitions(text), [text]);
  return useMemo(() => {
    const number = (value: number): string => value.toLocaleString('en');
    return countsByComponent(graph, counts).flatMap((count) => {
      const definition = found.find(({ section, componentId }) => section === sectionOf(count.kind) && componentId === count.componentId);
      if (definition === undefined) return [];
      const parts: string[] = [];
      if (count.kind !== 'receiver') parts.push(t('received', { items: number(count.inItems) }));
      if (count.kind !== 'exporter') parts.push(t(count.kind === 'receiver' ? 'received' : 'sent', { items: number(count.outItems) }));
      if (count.droppedItems > 0) parts.push(t('dropped', { items: number(count.droppedItems) }));
      return [{ line: definition.line, text: parts.join(' · ') }];
    });
  }, [found, graph, counts, t]);
}

const sectionOf = (kind: GraphNode['kind']): string => `${kind}s`;
