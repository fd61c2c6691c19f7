/** The two encodings of OTLP, named as in exporters' and receivers' settings. */
export type OtlpEncoding = 'proto' | 'json';
