/** Which Collector release a configuration is judged and run by. */
export type Era = '2023' | 'current';
export const eras: readonly Era[] = ['current', '2023'];

/** How the releases differ, as data: nothing asks for an era by name, everything reads the rule it needs. */
export interface EraRules {
  readonly era: Era;
  readonly version: string;
  readonly expansion: ExpansionRules;
  /** Whose words and rules decoding has: mapstructure v1 is weakly typed (`"10"` is good for a number) and has one decoder for a whole component. */
  readonly decoder: 'mapstructure v1' | 'mapstructure v2';
  /** True: type and name must keep to their patterns; false: they are only not empty. */
  readonly strictIds: boolean;
  /** True: the signal of a pipeline is decoded; false: it is any word until it is validated. */
  readonly knowsSignals: boolean;
  /** Types that are gone, in any section, with the words that decoding has for them instead of `unknown type`. */
  readonly removedTypes: Readonly<Record<string, string>>;
  /** `first`: validation stops at the first problem; `all`: after the references, it collects every problem of every part. */
  readonly validation: 'first' | 'all';
  /** True: `validate` builds the pipelines too, so that it finds what only building finds. */
  readonly validateBuilds: boolean;
  /** Whose `service.telemetry` there is. */
  readonly telemetry: 'address' | 'readers';
  /** Behind upstream's feature gate service.AllowNoPipelines: a configuration without pipelines is good. */
  readonly allowsNoPipelines?: true;
}

/** How `${…}` is replaced (confmap's resolver). */
export interface ExpansionRules {
  /** Passes over one value before it counts as endless. */
  readonly passes: number;
  /** What `${NAME}` means without a scheme; absent: it is no reference. */
  readonly defaultScheme?: 'env';
  /** True: `$$` escapes a reference. */
  readonly escapes: boolean;
  /** True: afterwards every `$NAME` and `${NAME}` is replaced as a shell would, unset ones by nothing, and `$$` by `$`. */
  readonly shell: boolean;
  /**
   * True: what was retrieved keeps its text, which a string field takes and which stands within other text, and what is not YAML is a string;
   * false: only its value counts, and it must be YAML.
   */
  readonly keepsText: boolean;
  /** True: `${env:NAME:-default}` has a default, and other names than those of a shell are refused. */
  readonly strictNames: boolean;
  /** Go types that a whole retrieved value must not have. */
  readonly refusedTypes: readonly string[];
  /** Behind upstream's feature gate confmap.enableMergeAppendOption: several files' lists of what is in use are joined; otherwise the last counts. */
  readonly joinsLists?: true;
}

export const eraRules: Readonly<Record<Era, EraRules>> = {
  current: {
    era: 'current', version: '0.159.0', decoder: 'mapstructure v2', strictIds: true, knowsSignals: true,
    removedTypes: { logging: 'the logging exporter has been deprecated, use the debug exporter instead' },
    validation: 'all', validateBuilds: true, telemetry: 'readers',
    expansion: { passes: 1000, defaultScheme: 'env', escapes: true, shell: false, keepsText: true, strictNames: true, refusedTypes: ['uint64'] },
  },
  // v0.84, the last release with the jaeger exporter.
  '2023': {
    era: '2023', version: '0.84.0', decoder: 'mapstructure v1', strictIds: false, knowsSignals: false, removedTypes: {}, validation: 'first', validateBuilds: false, telemetry: 'address',
    expansion: { passes: 100, escapes: false, shell: true, keepsText: false, strictNames: false, refusedTypes: ['uint64', 'time.Time'] },
  },
};
