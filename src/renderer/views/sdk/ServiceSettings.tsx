import { lazy, type ReactElement, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SdkState } from '#common/contract/sdk.ts';
import { ProblemsBar } from '../../editor/ProblemsBar.tsx';
import { useConfigDraft } from '../../editor/useConfigDraft.ts';
import type { YamlEditorHandle } from '../../editor/YamlEditor.tsx';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { EffectiveTable } from './EffectiveTable.tsx';
import { SdkBar } from './SdkBar.tsx';
import styles from './SdkView.module.css';

const YamlEditor = lazy(async () => ({ default: (await import('../../editor/YamlEditor.tsx')).YamlEditor }));

/** One service's settings file as the learner writes it, and beside it what the SDK makes of it. */
export function ServiceSettings({ state }: { readonly state: SdkState }): ReactElement {
  const { t } = useTranslation('sdk');
  const { service } = state;
  const handle = useRef<YamlEditorHandle>(null);
  const schema = useQuery(client.sdk.schema, {});
  const [draft, shown] = useConfigDraft({ text: state.yaml, apply: (yaml) => client.sdk.apply({ service, yaml }) });
  const [resetFailure, setResetFailure] = useState<string | null>(null);
  const reset = async (): Promise<void> => {
    setResetFailure(null);
    try {
      draft.show((await client.sdk.reset({ service })).yaml);
    } catch (error) {
      setResetFailure(error instanceof Error ? error.message : String(error));
    }
  };
  // Ctrl+S also tries again what the core could not be told.
  const save = (): void => (shown.failure === null ? draft.flush() : draft.replace(shown.text));
  return (
    <>
      <div className={styles['code']}>
        <SdkBar state={state} draft={shown} resetFailure={resetFailure} onBack={() => draft.replace(state.runningYaml)} onReset={() => void reset()} />
        <div className={styles['editor']}>
          <Suspense fallback={<p className={styles['loading']} role="status">{t('loading')}</p>}>
            <YamlEditor name={`sdk/${service}.yaml`} value={shown.text} onChange={(typed) => draft.edit(typed)} schema={schema.data ?? null} diagnostics={state.diagnostics} handle={handle} onSave={save} />
          </Suspense>
        </div>
        <ProblemsBar diagnostics={state.diagnostics} onGoTo={(line, column) => handle.current?.reveal(line, column)} onFix={(fix) => handle.current?.apply(fix)} />
      </div>
      <EffectiveTable state={state} />
    </>
  );
}
