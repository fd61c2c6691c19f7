/** A place where telemetry ends up. Closing stops its listeners; what it holds stays readable. */
export interface Backend {
  readonly name: string;
  /** Real ports. */
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Export requests taken so far. */
  readonly requests: number;
  close(): Promise<void>;
}
