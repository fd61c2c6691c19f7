import type { Handlers, Publish } from '#common/contract/define.ts';
import type { lessons } from '#common/contract/lessons.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import type { LessonSession } from '#core/lessons/session.ts';

export function lessonsHandlers(session: LessonSession): Handlers<typeof lessons> {
  return {
    list: ({ language }) => session.list(language),
    open: async ({ lessonId, language }) => found(await session.open(lessonId, language), `no lesson ${JSON.stringify(lessonId)}`),
    current: ({ language }) => session.current(language),
    close: async () => {
      await session.close();
      return null;
    },
    restart: async ({ language }) => found(await session.restart(language), noneOpen),
    answer: async ({ stepId, optionId, language }) => found(await session.answer(stepId, optionId, language), noneOpen),
    act: async ({ stepId, language }) => found(await session.act(stepId, language), noneOpen),
    next: async ({ language }) => found(await session.next(language), noneOpen),
    selected: async (selection) => {
      await session.selected(selection);
      return null;
    },
  };
}

export function publishLessons(session: LessonSession, publish: Publish<typeof lessons>): Disposable {
  return session.changed((lessonId) => publish.changed({ lessonId }));
}

const noneOpen = 'no lesson is open';

function found<T>(value: T | null, message: string): T {
  if (value === null) throw new RpcError('not_found', message);
  return value;
}
