import type { Signal } from '#engine/pdata/signal.ts';
import type { MatchProperties } from './matchConfig.ts';

const kinds = ['SPAN_KIND_CLIENT', 'SPAN_KIND_CONSUMER', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_PRODUCER', 'SPAN_KIND_SERVER'];
/** Upstream prints a list that it pre-filled with five empty strings by mistake. */
const kindsAsPrinted = `[${' '.repeat(kinds.length)}${kinds.join(' ')}]`;

const some = (lists: readonly (readonly unknown[])[]): boolean => lists.some((list) => list.length > 0);

/** Upstream filterconfig's ValidateFor…: why these properties cannot be matched against this signal. */
export type MatchRules = { readonly [S in Signal]: (match: MatchProperties) => string | undefined };

/** v0.159. */
export const matchRules: MatchRules = {
  traces(match) {
    if (match.log_bodies.length > 0) return 'log_bodies should not be specified for trace spans';
    if (match.log_severity_texts.length > 0) return 'log_severity_texts should not be specified for trace spans';
    if (match.log_severity_number !== undefined) return 'log_severity_number should not be specified for trace spans';
    if (match.metric_names.length > 0) return 'metric_names should not be specified for trace spans';
    if (!some([match.services, match.span_names, match.attributes, match.libraries, match.resources, match.span_kinds])) {
      return 'at least one of "attributes", "libraries",  or "resources" field must be specified';
    }
    if (match.match_type !== 'strict' || match.span_kinds.every((kind) => kinds.includes(kind))) return undefined;
    return `span_kinds string must match one of the standard span kinds when match_type=strict: ${kindsAsPrinted}`;
  },
  logs(match) {
    if (some([match.span_names, match.services, match.span_kinds, match.metric_names])) return 'services, span_names, span_kinds and metric_names are not valid for log records';
    if (match.log_severity_number !== undefined || some([match.attributes, match.libraries, match.resources, match.log_bodies, match.log_severity_texts])) return undefined;
    return 'at least one of "attributes", "libraries", "span_kinds", "resources", "log_bodies", "log_severity_texts" or "log_severity_number" field must be specified';
  },
  metrics(match) {
    const foreign = [match.log_bodies, match.log_severity_texts, match.span_names, match.services, match.span_kinds, match.attributes, match.libraries];
    if (match.log_severity_number !== undefined || some(foreign)) {
      return '"span_names", "span_kinds", "log_bodies", "log_severity_texts", "log_severity_number", "services", "attributes" and "libraries" are not valid for metrics';
    }
    return some([match.metric_names, match.resources]) ? undefined : 'at least one of "metric_names" or "resources" field must be specified';
  },
};

/** v0.84, which looks at nothing for metrics and takes metric_names for spans and logs as if they were not there. */
export const matchRules2023: MatchRules = {
  traces: (match) => matchRules.traces({ ...match, metric_names: [] }),
  metrics: () => undefined,
  logs(match) {
    if (some([match.span_names, match.services, match.span_kinds])) return 'services, span_names, and span_kinds are not valid for log records';
    return matchRules.logs({ ...match, metric_names: [] });
  },
};
