import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { TracesCount, TracesTools } from '../views/traces/TracesTools.tsx';
import { TracesView } from '../views/traces/TracesView.tsx';
import type { DockTab } from './screen.ts';

export interface DockView {
  readonly tab: DockTab;
  readonly View: ComponentType | LazyExoticComponent<ComponentType>;
  /** Beside the tab's name: how many. */
  readonly Count?: ComponentType;
  /** At the right end of the dock's head while the view is shown. */
  readonly Tools?: ComponentType;
}

/** The dock's views in their fixed order. What is heavy is fetched when first opened. */
export const dockViews: readonly DockView[] = [
  { tab: 'traces', View: TracesView, Count: TracesCount, Tools: TracesTools },
  { tab: 'yaml', View: lazy(async () => ({ default: (await import('../views/pipeline/PipelineView.tsx')).PipelineView })) },
  { tab: 'sdk', View: lazy(async () => ({ default: (await import('../views/sdk/SdkView.tsx')).SdkView })) },
  { tab: 'logs', View: lazy(async () => ({ default: (await import('../views/logs/LogsView.tsx')).LogsView })) },
  { tab: 'reality', View: lazy(async () => ({ default: (await import('../views/reality/RealityView.tsx')).RealityView })) },
];
