export declare class BuildError extends Error {}
export declare function build(names?: readonly string[], options?: { readonly force?: boolean }): Promise<void>;
