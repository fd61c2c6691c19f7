export declare const root: string;
export declare const cacheDirectory: string;
