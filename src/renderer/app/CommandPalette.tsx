import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/Kbd.tsx';
import { type Command, useCommands } from './commands.ts';
import styles from './Dialog.module.css';
import { matchScore } from './matchCommand.ts';
import { useScreen } from './screen.ts';

/** Ctrl+K: every control by its name, in either language. */
export function CommandPalette(): ReactElement {
  const { t } = useTranslation('app');
  const { dialog, openDialog } = useScreen();
  return (
    <Dialog.Root open={dialog === 'palette'} onOpenChange={(open) => openDialog(open ? 'palette' : 'none')}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={t('find')}><Finder close={() => openDialog('none')} /></Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ close }: { readonly close: () => void }): ReactElement {
  const { t } = useTranslation('app');
  const id = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = bestFirst(useCommands(), query);
  const active = Math.min(chosen, found.length - 1);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') run(found[active]);
    else if (event.key === 'ArrowDown') setChosen((active + 1) % found.length);
    else if (event.key === 'ArrowUp') setChosen((active - 1 + found.length) % found.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles['input']}>
        <Search size={16} strokeWidth={1.5} aria-hidden />
        <input
          autoFocus role="combobox" aria-label={t('find')} aria-expanded aria-controls={id} aria-activedescendant={found[active] === undefined ? undefined : `${id}${found[active].id}`} placeholder={t('paletteHint')} value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }} onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} className={styles['list']} role="listbox" aria-label={t('find')}>
        {found.map((command, index) => (
          <Option key={command.id} id={`${id}${command.id}`} command={command} active={index === active} heading={found[index - 1]?.group === command.group ? null : t(command.group)} onRun={() => run(command)} onHover={() => setChosen(index)} />
        ))}
        {found.length === 0 ? <p className={styles['none']} role="option" aria-selected={false} aria-disabled>{t('paletteNone')}</p> : null}
      </div>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly active: boolean;
  readonly heading: string | null;
  readonly onRun: () => void;
  readonly onHover: () => void;
}

function Option({ id, command: { icon: Icon, name, keys }, active, heading, onRun, onHover }: OptionProps): ReactElement {
  return (
    <>
      {heading === null ? null : <div className={styles['group']} role="presentation">{heading}</div>}
      <div id={id} role="option" aria-selected={active} className={styles['option']} onClick={onRun} onPointerMove={onHover}>
        <Icon size={16} strokeWidth={1.5} aria-hidden />
        <span>{name}</span>
        {keys === undefined ? null : <Kbd keys={keys} />}
      </div>
    </>
  );
}

const groups: readonly Command['group'][] = ['groupDo', 'groupGo', 'groupSettings'];

/** Groups keep their order; within one, the best match comes first. */
function bestFirst(commands: readonly Command[], query: string): Command[] {
  return commands
    .map((command) => ({ command, score: Math.max(matchScore(command.name, query), matchScore(command.alias, query)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => groups.indexOf(a.command.group) - groups.indexOf(b.command.group) || b.score - a.score)
    .map(({ command }) => command);
}
