import * as z from 'zod';
import { defineCheck } from './check.ts';

/** The learner's latest answer is the right one. Answering again is free. */
export const quizCorrect = defineCheck({
  kind: 'quiz.correct',
  about: 'learner',
  options: z.strictObject({}),
  check(_options, { answer, question }) {
    if (question?.right === undefined) return { state: 'cannotTell', saw: { en: 'this question has no key', 'zh-CN': '这道题没有答案' } };
    if (answer === null) return { state: 'waiting', saw: { en: 'no answer yet', 'zh-CN': '还没有作答' } };
    if (answer === question.right) return { state: 'done', saw: { en: 'right', 'zh-CN': '答对了' } };
    return { state: 'notYet', saw: { en: 'not this one: read the reply, choose again', 'zh-CN': '不是这一项：看看说明，再选一次' }, reason: answer };
  },
});
