/** The names that Go's crypto/tls has for cipher suites, as configtls takes them. */
export const secureCipherSuites: readonly string[] = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  ...['ECDSA', 'RSA'].flatMap((key) => ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'].map((rest) => `TLS_ECDHE_${key}_WITH_${rest}`)),
];

/** Taken only with `include_insecure_cipher_suites`. */
export const insecureCipherSuites: readonly string[] = [
  ...['RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map((rest) => `TLS_RSA_WITH_${rest}`),
  'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA', 'TLS_ECDHE_RSA_WITH_RC4_128_SHA', 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
];

/** By configtls' names, Go's own for them in the complaint about another. */
export const curveNames: ReadonlyMap<string, string> = new Map([
  ['P256', 'CurveP256'], ['P384', 'CurveP384'], ['P521', 'CurveP521'], ['X25519', 'X25519'], ['X25519MLKEM768', 'X25519MLKEM768'],
]);
