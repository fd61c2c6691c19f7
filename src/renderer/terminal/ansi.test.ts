import { describe, expect, it } from 'vitest';
import { coloured } from './ansi.ts';

describe('coloured', () => {
  it('leaves an info line as it is', () => {
    expect(coloured({ level: 'info', text: '2026-11-24T07:00:00.000Z\tinfo\tEverything is ready.' })).toBe('2026-11-24T07:00:00.000Z\tinfo\tEverything is ready.');
  });

  it('colours by level and ends the colour', () => {
    expect(coloured({ level: 'error', text: 'no' })).toBe('\u001B[31mno\u001B[0m');
  });

  it('shows control characters instead of obeying them', () => {
    expect(coloured({ level: 'info', text: 'a\u001B[2Jb\u0007\u009Bc' })).toBe('a␛[2Jb␇□c');
  });
});
