import { bool, string } from '../../component/fields.ts';
import { logLevel, outputPaths } from './levels.ts';

/** How lines of the collector's own log look: the fields of `service.telemetry.logs` that both releases begin with. */
export const lineFields = () => ({
  level: logLevel().describe('Lines below this level are not written.'),
  development: bool(false).describe('Upstream: panics on "dpanic" lines. Here: nothing.'),
  encoding: string('console').describe('`console` or `json`.'),
  disable_caller: bool(false).describe('Leaves out which file of the Collector wrote a line.'),
  disable_stacktrace: bool(false).describe('Leaves out stack traces.'),
});

/** Where the lines go. */
export const pathFields = () => ({
  output_paths: outputPaths().describe('Where lines go.'),
  error_output_paths: outputPaths().describe('Where failures to write lines go.'),
});
