import { describe, expect, it } from 'vitest';
import type { SdkState } from '#common/contract/sdk.ts';
import { standingOf } from './sdkStatus.ts';

const running: SdkState = { service: 'visits', yaml: 'a', runningYaml: 'a', status: 'running', revision: 1, restartMillis: null, diagnostics: [], effective: [] };
const settled = { text: 'a', phase: 'settled', failure: null } as const;

describe('standingOf', () => {
  it('says how the program does while nothing is amiss with the text', () => {
    expect(standingOf(running, settled)).toBe('running');
    expect(standingOf(running, { ...settled, phase: 'waiting' })).toBe('running');
    expect(standingOf({ ...running, status: 'crashed' }, settled)).toBe('crashed');
  });

  it('says that old settings run while the core does not take the new ones', () => {
    expect(standingOf({ ...running, yaml: 'broken' }, settled)).toBe('lastGood');
  });

  it('tells a check from a restart while the core works on an edit', () => {
    expect(standingOf({ ...running, yaml: 'broken' }, { ...settled, phase: 'sending' })).toBe('checking');
    expect(standingOf({ ...running, yaml: 'b', status: 'restarting' }, { ...settled, phase: 'sending' })).toBe('restarting');
  });

  it('says before all else that the core could not be asked', () => {
    expect(standingOf({ ...running, status: 'restarting' }, { ...settled, failure: 'the connection is lost' })).toBe('notSent');
  });
});
