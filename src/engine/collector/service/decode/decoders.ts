import type { EraRules } from '../../component/era.ts';
import { strictDecoder } from './decodeValue.ts';
import { weakDecoder } from './decodeWeakly.ts';
import type { Decoder } from './decoder.ts';

export const decoders: Readonly<Record<EraRules['decoder'], Decoder>> = { 'mapstructure v2': strictDecoder, 'mapstructure v1': weakDecoder };
