import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreen } from '../../app/screen.ts';
import { Badge } from '../../ui/Badge.tsx';
import { classNames } from '../../ui/classNames.ts';
import { serviceColour } from '../../ui/serviceColour.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { HealthMark } from './HealthMark.tsx';
import type { MapLayout, MapNode } from './mapLayout.ts';
import styles from './MapPicture.module.css';
import type { MapFacts } from './useMapFacts.ts';
import { type Direction, walk } from './walk.ts';

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** Every node is a button; one of them is in the tab order and the arrow keys walk along the lines. */
export function MapNodes({ layout, facts }: { readonly layout: MapLayout; readonly facts: MapFacts }): ReactElement {
  const [focused, setFocused] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const current = layout.nodes.some(({ name }) => name === focused) ? focused : (layout.nodes[0]?.name ?? null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = arrows[event.key];
    if (direction === undefined || current === null) return;
    event.preventDefault();
    const next = walk(layout, current, direction);
    if (next === null) return;
    setFocused(next);
    root.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <div ref={root} role="toolbar" aria-label={useTranslation('map').t('title')} onKeyDown={onKeyDown}>
      {layout.nodes.map((node) => (
        <NodeButton key={node.name} node={node} layout={layout} facts={facts} tabbable={node.name === current} onFocus={() => setFocused(node.name)} />
      ))}
    </div>
  );
}

interface NodeButtonProps {
  readonly node: MapNode;
  readonly layout: MapLayout;
  readonly facts: MapFacts;
  readonly tabbable: boolean;
  readonly onFocus: () => void;
}

function NodeButton({ node, layout, facts, tabbable, onFocus }: NodeButtonProps): ReactElement {
  const { t } = useTranslation('map');
  const { serviceFilter, filterService, openTab } = useScreen();
  const { state, health, suspect } = facts.node(node.name);
  const kind = node.kind === 'service' ? (facts.lab.services.find(({ name }) => name === node.name)?.kind ?? 'service') : node.kind;
  const onClick = (): void => {
    if (node.kind === 'service') filterService(serviceFilter === node.name ? null : node.name);
    else if (node.kind === 'backend') filterService(null);
    openTab(node.kind === 'collector' ? 'yaml' : 'traces');
  };
  const button = (
    <button
      type="button" data-node={node.name} data-selected={node.kind === 'service' && serviceFilter === node.name ? '' : undefined} data-suspect={suspect ? '' : undefined}
      className={classNames(styles['node'], styles[kind], node.kind === 'service' && kind !== 'database' && kind !== 'queue' && styles['spine'])}
      style={{ left: node.x, top: node.y, width: node.width, height: node.height, ['--spine' as string]: serviceColour(node.name).colour }}
      aria-label={`${t('nodeName', { name: node.name, kind: t(kind), state })}. ${node.kind === 'collector' ? t('openYaml') : t('filterTraces')}`}
      aria-pressed={node.kind === 'service' ? serviceFilter === node.name : undefined}
      tabIndex={tabbable ? 0 : -1} onClick={onClick} onFocus={onFocus}
    >
      {node.kind === 'collector' ? <CollectorBody node={node} layout={layout} facts={facts} /> : (
        <>
          <span className={styles['name']}>{node.name}</span>
          <HealthMark health={health} />
          {node.kind === 'backend' ? <BackendFacts name={node.name} facts={facts} /> : <span className={styles['metric']}>{facts.node(node.name).metric}</span>}
        </>
      )}
    </button>
  );
  return node.kind === 'backend' ? <Tooltip text={t('standIn')}>{button}</Tooltip> : button;
}

function BackendFacts({ name, facts }: { readonly name: string; readonly facts: MapFacts }): ReactElement {
  const { t } = useTranslation('map');
  const counts = facts.stats?.backends[name];
  return (
    <>
      <span className={styles['metric']}>{t('tracesKept', { count: counts?.traces ?? 0 })}</span>
      <span className={styles['metric']}>{t('spansKept', { count: counts?.spans ?? 0 })}</span>
      <span className={styles['standIn']}><Badge tone="simulated">{t('simulated')}</Badge></span>
    </>
  );
}

function CollectorBody({ node, layout, facts }: { readonly node: MapNode; readonly layout: MapLayout; readonly facts: MapFacts }): ReactElement {
  const parts = facts.input.collectors.find(({ name }) => name === node.name)?.parts ?? [];
  return (
    <>
      <span className={styles['collectorHead']}>
        <span className={styles['name']}>{node.name}</span>
        <HealthMark health={facts.node(node.name).health} />
      </span>
      {parts.map(({ nodeId, label }) => {
        const box = layout.parts.get(`${node.name}/${nodeId}`);
        if (box === undefined) return null;
        return (
          <span key={nodeId} className={styles['part']} data-short={box.height < 30 ? '' : undefined} style={{ left: box.x - node.x - 1.5, top: box.y - node.y - 1.5, width: box.width, height: box.height }}>
            <span className={styles['partName']}>{label}</span>
            <span className={styles['partFact']}>{facts.part(node.name, nodeId)}</span>
          </span>
        );
      })}
    </>
  );
}
