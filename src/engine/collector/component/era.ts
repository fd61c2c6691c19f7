/** Which Collector release a configuration is judged and run by. */
export type Era = '2023' | 'current';
export const eras: readonly Era[] = ['current', '2023'];

/** How the releases differ, as data: nothing asks for an era by name, everything reads the rule it needs. */
export interface EraRules {
  readonly era: Era;
  readonly version: string;
  /** True: `$NAME` without braces is expanded too (up to v0.104). */
  readonly expandsBareNames: boolean;
  /** True: `"10"` is good for a number, 1 for a boolean and so on (mapstructure's WeaklyTypedInput, up to v0.104). */
  readonly weaklyTyped: boolean;
  /** True: type and name must keep to their patterns; false: they are only not empty. */
  readonly strictIds: boolean;
  /** True: validation reports every problem; false: the first one alone. */
  readonly reportsAllProblems: boolean;
}

export const eraRules: Readonly<Record<Era, EraRules>> = {
  current: { era: 'current', version: '0.159.0', expandsBareNames: false, weaklyTyped: false, strictIds: true, reportsAllProblems: true },
  // v0.84, the last release with the jaeger exporter.
  '2023': { era: '2023', version: '0.84.0', expandsBareNames: true, weaklyTyped: true, strictIds: false, reportsAllProblems: false },
};
