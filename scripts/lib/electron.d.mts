export declare const electronInstaller: string;
export declare function electronBinary(environment?: Readonly<Record<string, string | undefined>>): string | null;
export declare function whyNoWindow(machine: {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userId: number | undefined;
}): string | null;
