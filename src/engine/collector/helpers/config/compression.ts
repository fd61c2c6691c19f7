import { oneOf } from '../../component/fields.ts';

const compressions = ['gzip', 'zlib', 'deflate', 'snappy', 'x-snappy-framed', 'zstd', 'lz4', 'none', ''] as const;
export type CompressionName = (typeof compressions)[number];

/** configcompression.Type. */
export const compression = () => oneOf(compressions, 'gzip', (found) => `unsupported compression type "${found}"`).describe('How the body is compressed; none sends it as it is.');

export const isCompressed = (name: CompressionName): boolean => name !== '' && name !== 'none';
