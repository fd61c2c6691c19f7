import { defineExtension } from '../../../component/factory.ts';
import { HeadersSetterConfig, HeadersSetterConfig2023, validateHeadersSetter } from './config.ts';
import { HeadersSetter } from './headersSetter.ts';

const common = {
  type: 'headers_setter',
  summary: 'Sets headers of what exporters send, from fixed values or from the request that brought the data.',
  stability: 'alpha',
} as const;

/** Contrib headerssetterextension v0.159. */
export const headersSetterExtension = defineExtension<HeadersSetterConfig>({
  ...common, config: HeadersSetterConfig,
  validate: validateHeadersSetter({
    missing: "missing header source, must be 'from_context', 'from_attribute', 'value', or 'value_file'",
    conflicting: "invalid header source, must be only one of 'from_context', 'from_attribute', 'value', or 'value_file'",
  }),
  create: (set, { additional_auth: additional, headers }) => new HeadersSetter(set, { headers, additional, caller: 'headerssetterextension@v0.159.0/extension.go:206' }),
});

/** Contrib headerssetterextension v0.84. */
export const headersSetterExtension2023 = defineExtension<HeadersSetterConfig2023>({
  ...common, config: HeadersSetterConfig2023,
  validate: validateHeadersSetter({
    missing: "missing header source, must be 'from_context' or 'value'",
    conflicting: "invalid header source, must either 'from_context' or 'value'",
  }),
  create(set, { headers }) {
    const all = headers.map((header) => ({ ...header, value_file: undefined, from_attribute: undefined, default_value: undefined }));
    return new HeadersSetter(set, { headers: all, additional: '', caller: 'headerssetterextension@v0.84.0/extension.go:61' });
  },
});
