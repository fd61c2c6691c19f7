import '../host/environment.ts';
import { fakeBridge } from './fakeClinic.ts';

Object.defineProperty(window, 'traceground', { value: fakeBridge() });
await import('../main.tsx');
