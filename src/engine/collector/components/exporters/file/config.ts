import * as z from 'zod';
import { type Millis, millis } from '#common/base/units.ts';
import type { Problem } from '../../../component/factory.ts';
import { bool, duration, id, int, section, string } from '../../../component/fields.ts';

/** Upstream asks whether the key is written, so null rotates too, by the defaults. */
const rotation = () => z.union([z.undefined(), section({
  max_megabytes: int(0).describe('The file is renamed and begun anew before it exceeds this many MiB; 0 means 100.'),
  max_days: int(0).describe('Renamed files older than this are removed; 0 keeps them.'),
  max_backups: int(100).describe('Most renamed files kept; 0 keeps all.'),
  localtime: bool(false).describe('Renamed files carry local time instead of UTC.'),
}, { goType: 'fileexporter.Rotation' })]).optional().describe('Renames the file when it grows too big. Off unless written.');

const common = () => ({
  path: string().describe('The file to write.'),
  rotation: rotation(),
  format: string('json').describe('json: one OTLP/JSON object per line; proto: OTLP protobuf, each message after its length in 4 bytes.'),
  compression: string().describe('zstd compresses each message, which then comes after its length in 4 bytes.'),
  flush_interval: duration('1s').transform((interval): Millis => (interval === 0 ? millis(1000) : interval)).describe('How often what is still in memory is written.'),
});
const meta = { goType: 'fileexporter.Config', decoders: 1 };

export const FileExporterConfig = section({
  ...common(),
  append: bool(false).describe('true continues an existing file, false empties it at start.'),
  encoding: id().describe('Id of an encoding extension to use instead of format.'),
  compression_params: section({ level: int(0).describe('How hard to compress; 0 is the default.') }, { goType: 'configcompression.CompressionParams' }).describe('Settings of the compression.'),
  group_by: section({
    enabled: bool(false).describe('Writes a file per value of a resource attribute.'),
    resource_attribute: string('fileexporter.path_segment').describe('The attribute whose value replaces the * in path.'),
    max_open_files: int(100).describe('Most files open at once; the one not used for longest is closed for another.'),
  }, { goType: 'fileexporter.GroupBy' }).describe('Writes to several files.'),
  create_directory: bool(false).describe('Creates the directory of the file if it is not there.'),
  directory_permissions: string().describe('Permissions of that directory, in octal; 0755 by default.'),
}, meta);
export type FileExporterConfig = z.output<typeof FileExporterConfig>;

/** v0.84 knows less; what it does not know has the value that changes nothing. */
export const FileExporterConfig2023 = section(common(), meta).transform((config): FileExporterConfig => ({ ...FileExporterConfig.parse({}), ...config })) satisfies z.ZodType<FileExporterConfig>;

type Rule = readonly [broken: (config: FileExporterConfig) => boolean, key: keyof FileExporterConfig, message: string];

/** In upstream's order: the first broken one is reported. Those about what v0.84 does not know cannot be broken there. */
const rules: readonly Rule[] = [
  [(c) => c.path === '', 'path', 'path must be non-empty'],
  [(c) => c.append && c.rotation !== undefined, 'append', 'append and rotation enabled at the same time is not supported'],
  [(c) => c.format !== 'json' && c.format !== 'proto', 'format', 'format type is not supported'],
  [(c) => c.compression !== '' && c.compression !== 'zstd', 'compression', 'compression is not supported'],
  [(c) => c.flush_interval < 0, 'flush_interval', 'flush_interval must be larger than zero'],
  [(c) => c.group_by.enabled && c.path.split('*').length !== 2, 'path', 'path must contain exactly one * when group_by is enabled'],
  [(c) => c.group_by.enabled && c.path.startsWith('*'), 'path', 'path must not start with * when group_by is enabled'],
  [(c) => c.group_by.enabled && c.group_by.resource_attribute === '', 'group_by', 'resource_attribute must not be empty when group_by is enabled'],
  [(c) => c.create_directory && c.directory_permissions !== '' && !/^[+-]?[0-7]+$/.test(c.directory_permissions), 'directory_permissions', 'directory_permissions value must be a valid octal representation'],
  [(c) => c.create_directory && c.directory_permissions !== '' && !isPermission(parseInt(c.directory_permissions, 8)), 'directory_permissions', 'directory_permissions contain invalid bits for file access'],
  [(c) => !c.create_directory && c.directory_permissions !== '', 'directory_permissions', 'directory_permissions requires create_directory to be true'],
];

const isPermission = (bits: number): boolean => bits >= 0 && bits <= 0o777;

export function validateFile(config: FileExporterConfig): Problem[] {
  const rule = rules.find(([broken]) => broken(config));
  return rule === undefined ? [] : [{ path: [], at: [rule[1]], message: rule[2] }];
}

/** Of directories that are made; 0755 where nothing, or 0, is written. */
export const permissionsOf = ({ directory_permissions }: FileExporterConfig): number => {
  const written = parseInt(directory_permissions, 8);
  return Number.isNaN(written) || written === 0 ? 0o755 : written;
};
