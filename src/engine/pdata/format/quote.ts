const lineSeparators = /[\u2028\u2029]/g;
const htmlToo = /[<>&\u2028\u2029]/g;
const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON text as Go's encoder writes it without SetEscapeHTML. */
export const quote = (text: string): string => JSON.stringify(text).replace(lineSeparators, escape);
/** The same with it, which is Go's default: <, > and & are escaped. */
export const quoteForHtml = (text: string): string => JSON.stringify(text).replace(htmlToo, escape);
