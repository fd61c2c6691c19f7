import { Check, Circle, CircleDashed, TriangleAlert, X } from 'lucide-react';
import type { ReactElement } from 'react';
import styles from './MapPicture.module.css';
import type { Health } from './nodeHealth.ts';

const marks = {
  ok: { Icon: Check, tone: 'ok' }, idle: { Icon: Circle, tone: 'muted' }, slow: { Icon: TriangleAlert, tone: 'warn' }, failing: { Icon: X, tone: 'err' }, crashed: { Icon: X, tone: 'err' },
  starting: { Icon: CircleDashed, tone: 'muted' }, restarting: { Icon: CircleDashed, tone: 'warn' }, stopped: { Icon: CircleDashed, tone: 'muted' },
} as const;

/** A shape per state; the node's name and the table say it in words. */
export function HealthMark({ health }: { readonly health: Health }): ReactElement {
  const { Icon, tone } = marks[health];
  return <Icon size={13} strokeWidth={2} aria-hidden className={`${styles['health'] ?? ''} ${styles[tone] ?? ''}`} />;
}
