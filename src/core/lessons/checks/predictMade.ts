import * as z from 'zod';
import { defineCheck } from './check.ts';

/** Any committed answer passes: a prediction is never wrong. */
export const predictMade = defineCheck({
  kind: 'predict.made',
  about: 'learner',
  options: z.strictObject({}),
  check(_options, { answer, question }) {
    const chosen = question?.words.find(({ id }) => id === answer);
    if (chosen !== undefined) return { state: 'done', saw: { en: `you said ${chosen.text.en}`, 'zh-CN': `你猜的是 ${chosen.text['zh-CN']}` } };
    return { state: 'waiting', saw: { en: 'no guess yet', 'zh-CN': '还没有猜' } };
  },
});
