/** One configuration and what the real Collector's `validate` says of it in each release: its text after `Error: `, "" when it is good. */
export type Row = {
  readonly name: string;
  /** The lines of one file. */
  readonly yaml?: readonly string[];
  /** Several files, and the arguments that name them. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
} & ({ readonly both: string } | {
  /** v0.159. */
  readonly current: string;
  /** v0.84. */
  readonly era2023: string;
});
