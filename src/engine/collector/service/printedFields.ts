/** Fields of upstream's shared config blocks (configgrpc, confighttp, configtls) that are not printed when they are empty. */
export const omittedWhenEmpty: ReadonlySet<string> = new Set([
  'auth', 'authority', 'ca_file', 'ca_pem', 'cert_file', 'cert_pem', 'cipher_suites', 'client_ca_file', 'client_ca_file_reload', 'compression_algorithms', 'compression_params',
  'cookies', 'curve_preferences', 'dialer', 'disable_keep_alives', 'endpoint', 'http2_ping_timeout', 'http2_read_idle_timeout', 'include_insecure_cipher_suites', 'include_metadata',
  'include_system_ca_certs_pool', 'insecure', 'insecure_skip_verify', 'keep_alives_enabled', 'key_file', 'key_pem', 'max_concurrent_streams', 'max_conns_per_host', 'max_idle_conns_per_host',
  'max_recv_msg_size_mib', 'max_request_body_size', 'max_version', 'permit_without_stream', 'middlewares', 'min_version', 'proxy_url', 'read_buffer_size', 'read_timeout', 'reload_interval',
  'request_params', 'response_headers', 'server_name_override', 'tpm', 'user_agent', 'wait_for_ready', 'write_buffer_size', 'development', 'disable_caller', 'disable_stacktrace', 'disable_zap_resource',
  'initial_fields', 'processors', 'views',
]);


/** Go structs of which every field is left out when it is empty. */
export const omittingStructs: ReadonlySet<string> = new Set([
  'configgrpc.KeepaliveServerParameters', 'configgrpc.KeepaliveEnforcementPolicy', 'confighttp.CORSConfig', 'configcompression.CompressionParams', 'filestorage.Config', 'filestorage.CompactionConfig',
]);

/** Fields whose Go type prints as a struct without fields, whatever it holds. */
export const printedAs: Readonly<Record<string, unknown>> = { sizer: {} };

/** Fields that are left out when nothing is there, though not when it is empty. */
export const omittedWhenAbsent: ReadonlySet<string> = new Set(['keepalive']);

/** Are absent values of this Go struct left out, instead of printed as null? So it is in OpenTelemetry's declarative configuration. */
export const leavesOutAbsent = (goType: string | undefined): boolean => goType !== undefined && /^(config|migration)\./.test(goType);

/** Fields of these Go structs are pointers: what is there is printed, be it false or 0. */
export const holdsPointers = (goType: string | undefined): boolean => goType?.startsWith('config.') === true;

/** Structs that print fields which others leave out. */
export const printedAnyway: Readonly<Record<string, readonly string[]>> = { 'fileexporter.Config': ['compression_params'] };
