import { describe, expect, it } from 'vitest';
import { matchScore } from './matchCommand.ts';

describe('matchScore', () => {
  it('prefers the beginning of the text, then of a word, then any place', () => {
    expect([matchScore('Show the traces', 'sho'), matchScore('Show the traces', 'tra'), matchScore('Show the traces', 'aces')]).toEqual([4, 3, 2]);
  });

  it('forgives left-out letters, not foreign ones', () => {
    expect([matchScore('Show the traces', 'shtrcs'), matchScore('Show the traces', 'xyz'), matchScore('Show the traces', 'sx')]).toEqual([1, 0, 0]);
  });

  it('finds Chinese words', () => {
    expect(matchScore('查看链路', '链路')).toBe(2);
  });
});
