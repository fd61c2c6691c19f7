/** What a command may touch: the process, or a test's stand-in. */
export interface CliEnvironment {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The product's own version. */
  readonly version: string;
  /** Where the built service programs are. */
  readonly servicesDirectory: URL;
}
