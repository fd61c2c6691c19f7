import type { ReactElement } from 'react';

/** Two bars of a trace over the ground they stand on. */
export function BrandMark(): ReactElement {
  return (
    <svg width={22} height={22} viewBox="0 0 22 22" aria-hidden>
      <rect x="2" y="3" width="12" height="4" rx="1" fill="var(--ink)" />
      <rect x="6" y="9" width="11" height="4" rx="1" fill="var(--accent)" />
      <path d="M2 17.5h18" stroke="var(--ink)" strokeWidth={2} strokeLinecap="round" />
      <path d="M11.5 13v4.5" stroke="var(--accent)" strokeWidth={2} />
    </svg>
  );
}
