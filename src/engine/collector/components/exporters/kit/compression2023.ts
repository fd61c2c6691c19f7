import { oneOf } from '../../../component/fields.ts';

/** configcompression.CompressionType of v0.84. */
export const compression2023 = () => oneOf(['gzip', 'zlib', 'deflate', 'snappy', 'zstd', 'none', ''], 'gzip', (found) => `unsupported compression type "${found}"`)
  .describe('How the body is compressed; none sends it as it is.');
