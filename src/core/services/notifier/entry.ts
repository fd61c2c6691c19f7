import { start } from '../kit/start.ts';

void start(() => import('./main.ts'));
