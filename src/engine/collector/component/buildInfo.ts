/** Who this collector says it is (upstream component.BuildInfo). */
export interface BuildInfo {
  /** `otelcol-contrib`; service.name is always `otelcol`-like, as upstream's. */
  readonly command: string;
  readonly version: string;
  /** Logged as NumCPU at start; left out when unknown. */
  readonly cpus?: number;
  /** Begins the user agent of exporters. */
  readonly description?: string;
  /** Go's GOOS/GOARCH. */
  readonly platform?: string;
}

/**
 * What exporters call themselves: `description/version (os/arch)`. Upstream: the machine's own os and arch. Here: linux/amd64 unless told,
 * because the engine does not know its machine.
 */
export function userAgent({ description = 'Traceground collector engine', platform = 'linux/amd64', version }: BuildInfo): string {
  return `${description}/${version} (${platform})`;
}
