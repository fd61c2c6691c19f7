import { CircleCheck, CircleDashed, CircleSlash2, CircleX, Clock, Contrast, type LucideIcon, Split } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceFate } from '#common/contract/reality.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';

/** In the order of the filter. Unsampled is a decision, not an error, so it stays without colour. */
export const fates: readonly { readonly fate: TraceFate; readonly icon: LucideIcon; readonly tone: 'neutral' | 'ok' | 'warn' | 'err' }[] = [
  { fate: 'complete', icon: CircleCheck, tone: 'ok' },
  { fate: 'partial', icon: Contrast, tone: 'warn' },
  { fate: 'lost', icon: CircleX, tone: 'err' },
  { fate: 'unsampled', icon: CircleSlash2, tone: 'neutral' },
  { fate: 'split', icon: Split, tone: 'warn' },
  { fate: 'onTheWay', icon: Clock, tone: 'neutral' },
  { fate: 'inFlight', icon: CircleDashed, tone: 'neutral' },
];

/** What became of a request's trace: glyph and word, and what the word means on hover. */
export function FateMark({ fate }: { readonly fate: TraceFate }): ReactElement {
  const { t } = useTranslation('reality');
  const look = fates.find((one) => one.fate === fate);
  return (
    <Tooltip text={t(`means.${fate}`)}>
      <span><Badge tone={look?.tone ?? 'neutral'} {...(look === undefined ? {} : { icon: look.icon })}>{t(`fate.${fate}`)}</Badge></span>
    </Tooltip>
  );
}
