import type { EffectiveSetting } from '#common/contract/sdk.ts';

/**
 * How a setting as written stands to what the running SDK says: `same`, `differs`, `default` (nothing is written, so nothing can differ)
 * or `unknown` (no answer to compare with).
 */
export type Agreement = 'same' | 'differs' | 'default' | 'unknown';

export interface SettingRow extends EffectiveSetting {
  readonly agreement: Agreement;
}

/** The table's rows, in the core's order. */
export function settingRows(settings: readonly EffectiveSetting[]): readonly SettingRow[] {
  return settings.map((setting) => ({ ...setting, agreement: agreementOf(setting) }));
}

function agreementOf({ written, effective }: EffectiveSetting): Agreement {
  if (written === null) return 'default';
  if (effective === null) return 'unknown';
  return plain(written) === plain(effective) ? 'same' : 'differs';
}

/** The same value however it is spelled: blanks around it and after commas, `True`, `0.50`. */
function plain(value: string): string {
  return value.split(',').map((part) => {
    const text = part.trim();
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return String(Number(text));
    return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
  }).join(',');
}
