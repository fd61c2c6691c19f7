import * as z from 'zod';
import { type Millis, millis } from '#common/base/units.ts';
import type { Problem } from '../../../component/factory.ts';
import { bool, duration, int, section, string } from '../../../component/fields.ts';

const rotation = () => section({
  max_megabytes: int(0).describe('The file is renamed and begun anew before it exceeds this many MiB; 0 means 100.'),
  max_days: int(0).describe('Renamed files older than this are removed; 0 keeps them.'),
  max_backups: int(100).describe('Most renamed files kept; 0 keeps all.'),
  localtime: bool(false).describe('Renamed files carry local time instead of UTC.'),
}, { goType: 'fileexporter.Rotation' });

export const FileExporterConfig = section({
  path: string().describe('The file to write.'),
  append: bool(false).describe('true continues an existing file, false empties it at start.'),
  rotation: z.union([z.undefined(), rotation()]).optional().describe('Renames the file when it grows too big. Off unless written.'),
  format: string('json').describe('json: one OTLP/JSON object per line; proto: OTLP protobuf, each message after its length in 4 bytes.'),
  encoding: string().describe('Id of an encoding extension to use instead of format.'),
  compression: string().describe('zstd compresses each message, which then comes after its length in 4 bytes.'),
  compression_params: section({ level: int(0) }, { goType: 'configcompression.CompressionParams' }),
  flush_interval: duration('1s').transform((interval): Millis => (interval === 0 ? millis(1000) : interval)).describe('How often what is still in memory is written.'),
  group_by: section({
    enabled: bool(false).describe('Writes a file per value of a resource attribute.'),
    resource_attribute: string('fileexporter.path_segment').describe('The attribute whose value replaces the * in path.'),
    max_open_files: int(100).describe('Most files open at once.'),
  }, { goType: 'fileexporter.GroupBy' }),
  create_directory: bool(false).describe('Creates the directory of the file if it is not there.'),
  directory_permissions: string().describe('Permissions of that directory, in octal.'),
}, { goType: 'fileexporter.Config', decoders: 1 });
export type FileExporterConfig = z.output<typeof FileExporterConfig>;

type Rule = readonly [broken: (config: FileExporterConfig) => boolean, key: keyof FileExporterConfig, message: string];

/** In upstream's order: the first broken one is reported. */
const rules: readonly Rule[] = [
  [(c) => c.path === '', 'path', 'path must be non-empty'],
  [(c) => c.append && c.rotation !== undefined, 'append', 'append and rotation enabled at the same time is not supported'],
  [(c) => c.format !== 'json' && c.format !== 'proto', 'format', 'format type is not supported'],
  [(c) => c.compression !== '' && c.compression !== 'zstd', 'compression', 'compression is not supported'],
  [(c) => c.flush_interval < 0, 'flush_interval', 'flush_interval must be larger than zero'],
  [(c) => c.group_by.enabled && c.path.split('*').length !== 2, 'path', 'path must contain exactly one * when group_by is enabled'],
  [(c) => c.group_by.enabled && c.path.startsWith('*'), 'path', 'path must not start with * when group_by is enabled'],
  [(c) => c.group_by.enabled && c.group_by.resource_attribute === '', 'group_by', 'resource_attribute must not be empty when group_by is enabled'],
  [(c) => c.create_directory && !/^[+-]?[0-7]*$/.test(c.directory_permissions), 'directory_permissions', 'directory_permissions value must be a valid octal representation'],
  [(c) => c.create_directory && parseInt(c.directory_permissions, 8) > 0o777, 'directory_permissions', 'directory_permissions contain invalid bits for file access'],
  [(c) => !c.create_directory && c.directory_permissions !== '', 'directory_permissions', 'directory_permissions requires create_directory to be true'],
];

export function validateFile(config: FileExporterConfig): Problem[] {
  const rule = rules.find(([broken]) => broken(config));
  return rule === undefined ? [] : [{ path: [], at: [rule[1]], message: rule[2] }];
}
