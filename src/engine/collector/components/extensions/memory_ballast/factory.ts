import { defineExtension } from '../../../component/factory.ts';
import { section, uint } from '../../../component/fields.ts';

/** Upstream ballastextension v0.84 (gone since v0.108). */
export const memoryBallastExtension2023 = defineExtension({
  type: 'memory_ballast',
  summary: 'Would hold memory back so that Go collects garbage less often. Here: nothing is allocated.',
  stability: 'beta',
  config: section({
    size_mib: uint(0, 'uint64').describe('Size in MiB; wins over size_in_percentage.'),
    size_in_percentage: uint(0, 'uint64').describe('Size in percent of the memory there is, 0 to 100.'),
  }, { goType: 'ballastextension.Config' }),
  validate: ({ size_in_percentage }) => (size_in_percentage > 100 ? [{ path: [], at: ['size_in_percentage'], message: 'size_in_percentage is not in range 0 to 100' }] : []),
  create: ({ logger, totalMemory }, { size_in_percentage, size_mib }) => ({
    // Upstream allocates as much. Here: not, because it would only make the page's memory small; JavaScript's collector does not look at it.
    start: async () => {
      const mib = size_mib > 0 ? size_mib : Math.floor((size_in_percentage * totalMemory()) / 100 / 2 ** 20);
      logger.info('Setting memory ballast', { MiBs: mib }, 'ballastextension@v0.84.0/memory_ballast.go:41');
    },
    shutdown: async () => {},
  }),
});
