import type { CheckKind } from './check.ts';
import { predictMade } from './predictMade.ts';
import { quizCorrect } from './quizCorrect.ts';
import { traceExists } from './traceExists.ts';
import { trafficSent } from './trafficSent.ts';
import { uiSelectedSpan } from './uiSelectedSpan.ts';

/** Every kind of check a lesson may ask for. */
export const checkKinds : readonly CheckKind[] = [trafficSent, traceExists, uiSelectedSpan, predictMade, quizCorrect];
