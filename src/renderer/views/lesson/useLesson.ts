import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, LessonView } from '#common/contract/lessons.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { useScreen } from '../../app/screen.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** The open lesson in the screen's language: undefined while it is asked for, null in the sandbox. */
export function useLesson(): LessonView | null | undefined {
  const language = useLanguage();
  return useQuery(client.lessons.current, { language }, { refreshOn: client.lessons.on.changed }).data;
}

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
export function useSelectionReport(active: boolean): void {
  const traceId = useScreen(({ selectedTraceId }) => selectedTraceId);
  const spanId = useScreen(({ selectedSpanId }) => selectedSpanId);
  useEffect(() => {
    if (active && traceId !== null) void client.lessons.selected({ traceId, spanId }).catch(() => undefined); // a lost connection is shown elsewhere
  }, [active, traceId, spanId]);
}
