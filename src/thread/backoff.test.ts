import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { Backoff } from './backoff.ts';
import { dataDirectory } from './dataDirectory.ts';

describe('backoff', () => {
  it('doubles from 250 ms and stops at 10 s', () => {
    const backoff = new Backoff(new FakeClock());

    expect(Array.from({ length: 8 }, () => backoff.next())).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('starts over after half a minute without a crash', async () => {
    const clock = new FakeClock();
    const backoff = new Backoff(clock);
    backoff.next();
    backoff.next();
    backoff.started();

    await clock.advance(millis(30_000));

    expect(backoff.next()).toBe(250);
  });
});

describe('data directory', () => {
  it.each([
    [{ TRACEGROUND_DATA: '/here' }, 'linux', '/here'],
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/traceground'],
    [{ XDG_DATA_HOME: 'relative' }, 'linux', expect.stringMatching(/\.local\/share\/traceground$/) as string],
    [{}, 'darwin', expect.stringMatching(/Library\/Application Support\/Traceground$/) as string],
    [{ APPDATA: '/roaming' }, 'win32', expect.stringMatching(/^\/roaming.Traceground$/) as string],
  ] as const)('for %j on %s is %s', (environment, platform, expected) => {
    expect(dataDirectory(environment, platform)).toEqual(expected);
  });
});
