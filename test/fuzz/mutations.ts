import * as fc from 'fast-check';

/** Changes a text a little, somewhere. */
export type Mutate = (text: string) => string;

/** A place as a share of the text, so that it means something in every text. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const offset = (text: string, share: number): number => Math.min(Math.floor(share * text.length), text.length);

const character = fc.oneof(fc.constantFrom(...' \t\n:-[]{}"\'#&*!|>%@`,?$~<\\/.0'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
const token = fc.constantFrom(
  '${env:X}', '${env:SELF}', '${env:LIST}', '${env:', '${X:-y}', '${file:part.yaml}', '${yaml:[1]}', '$$', '$', '}', '::', '<<: *batch', '*batch', '&a', '!!int ', 'null', '~', 'true', '-1', '1e400', '99999999999999999999',
  '0x1f', '2020-01-01', '[', ']', '{', '}', '{}', '[]', '- ', ': ', '\n  ', '\n', '---\n', '...', '"', "'", '|\n', '>', 'otlp', 'batch', 'forward', 'enabled: false', 'service', 'x/', '/x', '10s', '中',
);

const insert = fc.tuple(place, fc.oneof(character, token)).map(([share, piece]): Mutate => (text) => text.slice(0, offset(text, share)) + piece + text.slice(offset(text, share)));
const remove = fc.tuple(place, fc.nat(30)).map(([share, length]): Mutate => (text) => text.slice(0, offset(text, share)) + text.slice(offset(text, share) + length));
const replace = fc.tuple(place, fc.oneof(character, token)).map(([share, piece]): Mutate => (text) => text.slice(0, offset(text, share)) + piece + text.slice(offset(text, share) + piece.length));
/** Of words that the configuration is made of: another word in its place. */
const swapWord = fc.tuple(place, token).map(([share, word]): Mutate => (text) => {
  const words = [...text.matchAll(/[\w/.]+/g)];
  const found = words[Math.min(Math.floor(share * words.length), words.length - 1)];
  return found === undefined ? text : text.slice(0, found.index) + word + text.slice(found.index + found[0].length);
});

const onLines = (change: (lines: string[], first: number, second: number) => void) => fc.tuple(place, place).map(([first, second]): Mutate => (text) => {
  const lines = text.split('\n');
  const at = (share: number): number => Math.min(Math.floor(share * lines.length), lines.length - 1);
  change(lines, at(first), at(second));
  return lines.join('\n');
});
const dropLine = onLines((lines, first) => { lines.splice(first, 1); });
const repeatLine = onLines((lines, first, second) => { lines.splice(second, 0, lines[first] ?? ''); });
const swapLines = onLines((lines, first, second) => { [lines[first], lines[second]] = [lines[second] ?? '', lines[first] ?? '']; });
const indent = onLines((lines, first) => { lines[first] = `  ${lines[first] ?? ''}`; });
const outdent = onLines((lines, first) => { lines[first] = (lines[first] ?? '').replace(/^ {1,2}/, ''); });
const repeatBlock = onLines((lines, first, second) => { lines.push(...lines.slice(Math.min(first, second), Math.max(first, second))); });
const nest = fc.tuple(place, fc.nat(300), fc.constantFrom('[', '{a: ', '- ')).map(([share, depth, piece]): Mutate => (text) => text.slice(0, offset(text, share)) + piece.repeat(depth) + text.slice(offset(text, share)));

/** Of bytes, of tokens, of the structure. */
export const mutation: fc.Arbitrary<Mutate> = fc.oneof(insert, remove, replace, swapWord, dropLine, repeatLine, swapLines, indent, outdent, repeatBlock, { arbitrary: nest, weight: 1 });
