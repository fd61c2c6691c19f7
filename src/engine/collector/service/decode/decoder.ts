import type * as z from 'zod';
import type { ConfigValue } from '../../confmap/value.ts';
import type { Line } from './faults.ts';

/** How a release's mapstructure decodes, and its words. */
export interface Decoder {
  /**
   * Walks a value along its schema as mapstructure walks a Go type: collects its error lines, in its words, and gives the plain data to be
   * parsed by the schema. (Zod alone could say what is wrong, but not in these words, nor nested as upstream's decoders are.)
   */
  readonly decode: (schema: z.ZodType, value: ConfigValue, name: string, lines: Line[]) => unknown;
  /** The lines of one decoder as one text. */
  readonly failed: (lines: readonly Line[]) => string;
  /** What a decoder or a parser inside the one at hand said. */
  readonly refused: (name: string, message: string) => string;
  /** `'x' expected a map…` */
  readonly notMap: (value: ConfigValue) => string;
  /** As notMap, where the wanted map is a Go map. */
  readonly notGoMap: (value: ConfigValue, goType: string) => string;
  /** Undefined: a value that is no list cannot become one. */
  readonly toList: (value: ConfigValue) => readonly ConfigValue[] | undefined;
  /** Undefined: a value that is no map cannot become one. An error line's text tells what in it could not. */
  readonly toMap: (value: ConfigValue, name: string) => ConfigValue | string | undefined;
  /** True: unknown keys at the root of a component are reported under its Go type; false: under nothing. */
  readonly namesRoots: boolean;
}
