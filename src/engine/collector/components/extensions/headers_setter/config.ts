import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { id, list, section, string } from '../../../component/fields.ts';
import { optionalString } from '../kit/pointerSection.ts';

const headerShape = () => ({
  action: string().describe('insert (when it is not there), update (when it is), upsert (either; the default) or delete.'),
  key: optionalString().describe('Name of the header.'),
  value: optionalString().describe('A fixed value.'),
  from_context: optionalString().describe('Name of the request metadata to take the value from; the receiver must have include_metadata: true.'),
});

/** headerssetterextension.Config v0.159. */
export const HeadersSetterConfig = section({
  headers: list(section({
    ...headerShape(),
    value_file: optionalString().describe('File that holds the value; it is followed when it changes.'),
    from_attribute: optionalString().describe('Attribute of the caller, as the receiver\'s authenticator found it, to take the value from.'),
    default_value: optionalString().meta({ goType: 'configopaque.String', opaque: true, omitEmpty: true }).describe('Value when from_context or from_attribute finds none.'),
  }, { goType: 'headerssetterextension.HeaderConfig' })).describe('What to do, in order.'),
  additional_auth: id().meta({ goType: 'component.ID', omitEmpty: true }).describe('Id of another client authenticator that signs first.'),
}, { goType: 'headerssetterextension.Config' });
export type HeadersSetterConfig = z.output<typeof HeadersSetterConfig>;
export type HeaderConfig = HeadersSetterConfig['headers'][number];

/** headerssetterextension.Config v0.84. */
export const HeadersSetterConfig2023 = section({
  headers: list(section(headerShape(), { goType: 'headerssetterextension.HeaderConfig' })).describe('What to do, in order.'),
}, { goType: 'headerssetterextension.Config' });
export type HeadersSetterConfig2023 = z.output<typeof HeadersSetterConfig2023>;

/** The words of a release for a header without a source, or with several. */
export interface SourceTexts {
  readonly missing: string;
  readonly conflicting: string;
}

type Written = Pick<HeaderConfig, 'action' | 'key' | 'value' | 'from_context'> & Partial<Pick<HeaderConfig, 'value_file' | 'from_attribute'>>;

/** Upstream stops at the first problem. */
export const validateHeadersSetter = (texts: SourceTexts) => ({ headers }: { readonly headers: readonly Written[] }): Problem[] => {
  if (headers.length === 0) return [{ path: [], at: ['headers'], message: 'missing headers configuration' }];
  for (const [index, header] of headers.entries()) {
    const message = problemOf(header, texts);
    if (message !== undefined) return [{ path: [], at: ['headers', index], message }];
  }
  return [];
};

function problemOf({ action, from_attribute, from_context, key, value, value_file }: Written, { conflicting, missing }: SourceTexts): string | undefined {
  if (key === undefined || key === '') return 'missing header name';
  if (action === 'delete') return undefined;
  const sources = [from_context, from_attribute, value, value_file].filter((source) => source !== undefined).length;
  if (sources === 0) return missing;
  return sources > 1 ? conflicting : undefined;
}
