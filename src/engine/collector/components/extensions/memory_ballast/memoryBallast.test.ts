import { expect, it } from 'vitest';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { memoryBallastExtension2023 as factory } from './factory.ts';

it.each([[{ size_mib: 64, size_in_percentage: 50 }, 64], [{ size_in_percentage: 50 }, 512], [{}, 0]])('logs the size of %o: %d MiB', async (written, wanted) => {
  const set = fakeSettings('memory_ballast');

  await factory.create(set, factory.config.parse(written)).start(fakeHost());

  expect(set.entries.map(({ fields, message }) => [message, fields])).toEqual([['Setting memory ballast', { MiBs: wanted }]]);
});

it('refuses more than there is', () => {
  expect(factory.validate?.(factory.config.parse({ size_in_percentage: 101 }))).toMatchObject([{ message: 'size_in_percentage is not in range 0 to 100' }]);
});
