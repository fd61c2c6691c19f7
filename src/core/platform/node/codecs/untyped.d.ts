declare module 'snappyjs' {
  export function compress(data: Uint8Array): Uint8Array;
  /** Throws when the data is damaged or longer than `maxLength` when uncompressed. */
  export function uncompress(data: Uint8Array, maxLength?: number): Uint8Array;
}
declare module 'lz4js' {
  export function compress(data: Uint8Array): Uint8Array;
}
