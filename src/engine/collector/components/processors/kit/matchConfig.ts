import * as z from 'zod';
import { bool, int, list, section, string } from '../../../component/fields.ts';

/** A struct behind a pointer in upstream: undefined unless written, and for null too. */
export const whenWritten = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const attribute = () => section({
  key: string().describe('Name of the attribute.'),
  value: z.json().optional().describe('Its value; left out, any value will do.'),
}, { goType: 'filterconfig.Attribute' });

/** Upstream filterconfig.MatchProperties. Which fields suit the signal is checked when the processor is created. */
const matchProperties = () => section({
  match_type: string().meta({ goType: 'filterset.MatchType' }).describe('strict compares whole strings, regexp searches with RE2 patterns.'),
  regexp: whenWritten(section({
    cacheenabled: bool(false).describe('Remembers verdicts.'),
    cachemaxnumentries: int(0).describe('How many; 0 without limit.'),
  }, { goType: 'regexp.Config' })).describe('Cache of the regular expressions\' verdicts; changes speed, not what matches.'),
  services: list(string()).describe('Spans: any of these values of the resource\'s service.name.'),
  span_names: list(string()).describe('Spans: any of these names.'),
  span_kinds: list(string()).describe('Spans: any of these kinds: SPAN_KIND_SERVER, ….'),
  log_bodies: list(string()).describe('Logs: any of these bodies.'),
  log_severity_texts: list(string()).describe('Logs: any of these severity texts.'),
  log_severity_number: whenWritten(section({
    min: int(0, 'int32').describe('Lowest severity number that matches.'),
    match_undefined: bool(false).describe('Whether a log record without severity matches.'),
  }, { goType: 'filterconfig.LogSeverityNumberMatchProperties' })).describe('Logs: this severity number or a higher one.'),
  metric_names: list(string()).describe('Metrics: any of these names.'),
  attributes: list(attribute()).describe('All of these attributes.'),
  resources: list(attribute()).describe('All of these resource attributes.'),
  libraries: list(section({
    name: string().describe('Name of the instrumentation scope.'),
    version: string().transform((text): string | undefined => text).optional().describe('Its version; left out, any will do.'),
  }, { goType: 'filterconfig.InstrumentationLibrary' })).describe('All of these instrumentation scopes.'),
}, { goType: 'filterconfig.MatchProperties' });
export type MatchProperties = z.output<ReturnType<typeof matchProperties>>;

/** The two fields that choose records (upstream filterconfig.MatchConfig, squashed into its owner). */
export const matchFields = () => ({
  include: whenWritten(matchProperties()).describe('Only what matches is changed.'),
  exclude: whenWritten(matchProperties()).describe('What matches is left alone; checked after include.'),
});
export interface MatchConfig {
  readonly include?: MatchProperties | undefined;
  readonly exclude?: MatchProperties | undefined;
}
