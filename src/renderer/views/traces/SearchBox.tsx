import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './TracesView.module.css';
import type { SpanSearch } from './useSpanSearch.ts';

/** Finds spans of the trace on screen: Enter goes to the next, Shift+Enter back, Escape clears. */
export function SearchBox({ search }: { readonly search: SpanSearch }): ReactElement {
  const { t } = useTranslation('traces');
  const { query, matches, at } = search;
  const isAsking = query.trim() !== '';
  return (
    <search className={styles['search']}>
      <Search size={13} strokeWidth={1.5} aria-hidden />
      <input
        data-search value={query} aria-label={t('searchSpans')} placeholder={t('searchSpans')} onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape' && query !== '') search.setQuery('');
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span role="status" className={styles['matches']}>{isAsking ? t('matches', { at: at + 1, of: matches.length }) : ''}</span>
      {isAsking ? (
        <>
          <IconButton icon={ChevronUp} label={t('previousMatch')} shortcut="Shift ↵" small onClick={() => search.step(-1)} />
          <IconButton icon={ChevronDown} label={t('nextMatch')} shortcut="↵" small onClick={() => search.step(1)} />
        </>
      ) : null}
    </search>
  );
}
