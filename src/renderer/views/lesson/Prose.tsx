import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkDirective from 'remark-directive';
import { fillNames, lessonDirectives } from './directives.ts';
import styles from './Prose.module.css';
import { Term } from './Term.tsx';
import { useUiNames } from './uiNames.ts';

/** What may come out of lesson Markdown: the safe default, and our two elements. */
const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'section', 'dfn'],
  attributes: { ...defaultSchema.attributes, section: [['className', 'do']], dfn: ['dataTerm'] },
};

/** A lesson's Markdown. */
export function Prose({ markdown }: { readonly markdown: string }): ReactElement {
  const { t } = useTranslation('lesson');
  const nameOf = useUiNames();
  const components = useMemo((): Components => ({
    section: ({ children }) => (
      <section className={styles['do']}>
        <h3 className={styles['doTitle']}>{t('doThis')}</h3>
        {children}
      </section>
    ),
    dfn: ({ node, children }) => <Term id={String(node?.properties['dataTerm'] ?? '')}>{children}</Term>,
    a: ({ href, children }) => <a href={href} target="_blank" rel="noreferrer">{children}</a>,
  }), [t]);
  return (
    <div className={styles['prose']}>
      <Markdown remarkPlugins={[remarkDirective, lessonDirectives]} rehypePlugins={[[rehypeSanitize, schema]]} components={components}>
        {fillNames(markdown, nameOf)}
      </Markdown>
    </div>
  );
}
