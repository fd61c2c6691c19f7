import { int, section, string } from '../../../component/fields.ts';
import { defineExtension } from '../../../component/factory.ts';
import { dialer } from '../../../helpers/config/netAddr.ts';
import { Pprof, type PprofConfig } from './pprof.ts';

const common = { type: 'pprof', summary: 'Serves profiles of the process. Here: a page that says why there are none.', stability: 'beta' } as const;

const shape = () => ({
  endpoint: string('localhost:1777').describe('Address to listen on, `host:port`.'),
  block_profile_fraction: int(0).describe('Fraction of blocking events to profile. Has no effect here.'),
  mutex_profile_fraction: int(0).describe('Fraction of contended locks to profile. Has no effect here.'),
  save_to_file: string().describe('File for a profile of the whole run. Not written here.'),
});

/** Contrib pprofextension v0.159. */
export const pprofExtension = defineExtension<PprofConfig>({
  ...common,
  config: section({ ...shape(), dialer: dialer() }, { goType: 'pprofextension.Config' }),
  create: (set, config) => new Pprof(set, config, { address: { DialerConfig: { Timeout: 0 } }, caller: 'pprofextension@v0.159.0/pprofextension.go:61' }),
});

/** Contrib pprofextension v0.84. */
export const pprofExtension2023 = defineExtension<PprofConfig>({
  ...common, config: section(shape(), { goType: 'pprofextension.Config' }),
  create: (set, config) => new Pprof(set, config, { address: {}, caller: 'pprofextension@v0.84.0/pprofextension.go:60' }),
});
