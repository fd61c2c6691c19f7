import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/useLesson.ts';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './LessonPanel.module.css';
import type { LessonCall } from './lessonCall.ts';

/** The sandbox's lesson panel: what there is to learn, and a way in. */
export function LessonList({ call }: { readonly call: LessonCall }): ReactElement {
  const { t } = useTranslation('lesson');
  const language = useLanguage();
  const lessons = useQuery(client.lessons.list, { language }, { refreshOn: client.lessons.on.changed });
  const words = { open: t('open'), inProgress: t('resume'), done: t('again') };
  return (
    <div className={styles['body']} tabIndex={0} role="group" aria-label={t('otherLessons')}>
      <h1 className={styles['title']}>{t('sandboxTitle')}</h1>
      <p>{t('sandboxText')}</p>
      {lessons.data?.length === 0 ? <p>{t('noLessons')}</p> : null}
      <ul className={styles['list']}>
        {lessons.data?.map(({ lessonId, title, summary, track, minutes, progress }) => (
          <li key={lessonId} className={styles['card']}>
            <div className={styles['cardHead']}><span>{track}</span><span>{t('minutes', { minutes })}</span></div>
            <h2>{title}</h2>
            <p>{summary}</p>
            <div className={styles['cardFoot']}>
              <Button disabledReason={call.busy ? t('switching') : null} onClick={() => call.run(async () => {
                await client.lessons.open({ lessonId, language });
                if (progress === 'done') await client.lessons.restart({ language });
              })}>{words[progress]}</Button>
              {progress === 'done' ? <Badge tone="ok" icon={CircleCheck}>{t('done')}</Badge> : null}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
