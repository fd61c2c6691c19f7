import { Dialog } from '@base-ui/react/dialog';
import { Printer, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './Dialog.module.css';
import { useScreen } from './screen.ts';

const areas = [
  { title: 'keysEverywhere', keys: [['find', 'Ctrl K'], ['showKeys', '?'], ['keyNextRegion', 'F6'], ['keyGoTraces', 'g t y s l r'], ['keyFull', 'Ctrl Shift F'], ['keySplit', '← → ↑ ↓']] },
  { title: 'keysTraces', keys: [['keyRows', '↑ ↓'], ['keyOpen', '↵'], ['keyCollapse', '← →'], ['keyExpandAll', '*'], ['keyEnds', 'Home End'], ['keyZoom', 'w s 0'], ['keyPan', 'a d'], ['keySearch', '/']] },
  { title: 'keysMap', keys: [['keyWalkMap', '← → ↑ ↓'], ['keyOpen', '↵']] },
] as const;

/** `?`: every key, by area. */
export function KeySheet(): ReactElement {
  const { t } = useTranslation('app');
  const { dialog, openDialog } = useScreen();
  return (
    <Dialog.Root open={dialog === 'keys'} onOpenChange={(open) => openDialog(open ? 'keys' : 'none')}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']}>
          <div className={styles['sheetHead']}>
            <Dialog.Title>{t('keysTitle')}</Dialog.Title>
            <span style={{ display: 'flex', gap: 4 }}>
              <Button look="quiet" size="small" onClick={() => window.print()}><Printer size={14} strokeWidth={1.5} aria-hidden />{t('print')}</Button>
              <IconButton icon={X} label={t('close')} small onClick={() => openDialog('none')} />
            </span>
          </div>
          <div className={styles['sheet']}>
            {areas.map(({ title, keys }) => (
              <section key={title}>
                <h3>{t(title)}</h3>
                <dl className={styles['keys']}>{keys.map(([name, caps]) => <div key={name}><dt>{t(name)}</dt><dd><Kbd keys={caps} /></dd></div>)}</dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
