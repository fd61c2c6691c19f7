/** The languages a lesson is written in. Every lesson has both. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** One sentence in every language. */
export type Words = Readonly<Record<Language, string>>;
