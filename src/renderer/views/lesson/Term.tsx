import { Popover } from '@base-ui/react/popover';
import { createContext, type ReactElement, type ReactNode, use } from 'react';
import type { LessonView } from '#common/contract/lessons.ts';
import styles from './Term.module.css';

/** The glossary of the open lesson. */
export const TermsContext = createContext<NonNullable<LessonView['terms']>>([]);

/** A word of the glossary: pressed, it says what it means. A word the glossary does not know is just a word. */
export function Term({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactElement {
  const term = use(TermsContext).find((candidate) => candidate.termId === id);
  if (term === undefined) return <dfn className={styles['plain']}>{children}</dfn>;
  return (
    <Popover.Root>
      {/* A span, because a line may break around a real button: a full stop would stand alone on the next line. */}
      <Popover.Trigger nativeButton={false} render={<span />} className={styles['term']}><dfn>{children}</dfn></Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={styles['positioner']} sideOffset={6} collisionPadding={12}>
          <Popover.Popup className={styles['popup']}>
            <Popover.Title className={styles['name']}>{term.name}{term.alias === null ? null : <span className={styles['alias']}>{term.alias}</span>}</Popover.Title>
            <Popover.Description>{term.means}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
