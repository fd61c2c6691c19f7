import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { bool, section, string } from '../../../component/fields.ts';
import { httpServerShape, validateHttpServer } from '../../../helpers/config/httpServer.ts';

const defaultEndpoint = 'localhost:55679';

/** zpagesextension.Config v0.159. */
export const ZpagesConfig = section({
  ...httpServerShape(defaultEndpoint),
  expvar: section({ enabled: bool(false).describe('true serves /debug/expvarz.') }, { goType: 'zpagesextension.ExpvarConfig' }).describe('Variables of the process as JSON.'),
}, { goType: 'zpagesextension.Config' });
export type ZpagesConfig = z.output<typeof ZpagesConfig>;

/** zpagesextension.Config v0.84. */
export const ZpagesConfig2023 = section({ endpoint: string(defaultEndpoint).describe('Address to listen on, `host:port`.') }, { goType: 'zpagesextension.Config' });
export type ZpagesConfig2023 = z.output<typeof ZpagesConfig2023>;

export const validateZpages2023 = ({ endpoint }: ZpagesConfig2023): Problem[] =>
  (endpoint === '' ? [{ path: [], at: ['endpoint'], message: '"endpoint" is required when using the "zpages" extension' }] : []);

export const validateZpages = (config: ZpagesConfig): Problem[] => [...validateZpages2023(config), ...validateHttpServer(config, 'serverconfig')];
