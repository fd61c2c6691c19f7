import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LessonView } from '#common/contract/lessons.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import { useScreen } from '../../app/screen.ts';
import { dockViews } from '../../app/views.ts';
import { client } from '../../host/client.ts';

export interface LessonCall {
  /** True while the core works on it: a switch restarts services, which takes a moment. */
  readonly busy: boolean;
  readonly run: (deed: () => Promise<unknown>) => void;
}

/** Runs one deed at a time; what goes wrong is said in a toast. */
export function useLessonCall(): LessonCall {
  const { t } = useTranslation('lesson');
  const say = useScreen(({ say: told }) => told);
  const [busy, setBusy] = useState(false);
  const run = useCallback((deed: () => Promise<unknown>) => {
    setBusy(true);
    void deed()
      .catch((error: unknown) => {
        if (!(error instanceof RpcError)) throw error;
        say({ kind: 'error', title: t('failed'), text: error.message });
      })
      .finally(() => setBusy(false));
  }, [say, t]);
  return { busy, run };
}

/** Tells the core what the learner selected in the viewer: some checks are about it. */
export function useSelectionReport(): void {
  const traceId = useScreen(({ selectedTraceId }) => selectedTraceId);
  const spanId = useScreen(({ selectedSpanId }) => selectedSpanId);
  useEffect(() => {
    if (traceId !== null) void client.lessons.selected({ traceId, spanId }).catch(() => undefined); // a lost connection is shown elsewhere
  }, [traceId, spanId]);
}

/** A lesson that begins shows the first of its panels: once, so that a tab the learner chose afterwards stays. */
export function useLessonPanels({ lessonId, current, panels }: LessonView): void {
  const openTab = useScreen(({ openTab: open }) => open);
  const shown = useRef<string | null>(null);
  const show = useEffectEvent(() => {
    if (shown.current === lessonId) return;
    shown.current = lessonId;
    const first = current === 0 ? panels.flatMap((panel) => dockViews.find(({ tab }) => tab === panel) ?? [])[0] : undefined;
    if (first !== undefined) openTab(first.tab);
  });
  useEffect(() => show(), [lessonId]);
}
