import { decodeBase64 } from '#engine/pdata/otlp/base64.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { JsonIterator, JsonMistake } from './iterator.ts';
import { type Field, type Message, requests } from './messages.ts';

/** How a release's decoder goes through objects and lists, and what it says of ids and bytes. */
export interface JsonReading {
  readonly object: (iterator: JsonIterator, field: (name: string) => void) => void;
  readonly list: (iterator: JsonIterator, item: () => void) => void;
  readonly id: (iterator: JsonIterator, name: string, length: number) => void;
  readonly bytes: (iterator: JsonIterator) => void;
}

/**
 * What upstream's decoder says of an OTLP/JSON request that cannot be decoded: asked after our own decoder has refused it. Otherwise where the
 * request ends: what comes behind is no concern of upstream's. Gives undefined when upstream would say something that is not known here.
 */
export function findMistake(signal: Signal, bytes: Uint8Array, reading: JsonReading): JsonMistake | { readonly end: number } | undefined {
  const iterator = new JsonIterator(bytes);
  try {
    readMessage(iterator, requests[signal], reading);
    return { end: iterator.head };
  } catch (error) {
    return error instanceof JsonMistake ? error : undefined;
  }
}

function readMessage(iterator: JsonIterator, message: Message, reading: JsonReading): void {
  reading.object(iterator, (name) => {
    const field = Object.hasOwn(message, name) ? message[name] : undefined;
    if (field === undefined) skip(iterator);
    else readField(iterator, { name, field }, reading);
  });
}

function readField(iterator: JsonIterator, { field, name }: { readonly name: string; readonly field: Field }, reading: JsonReading): void {
  if (typeof field === 'object') {
    if ('message' in field) return readMessage(iterator, field.message(), reading);
    if ('enum' in field) return readEnum(iterator, field.enum);
    return reading.list(iterator, () => { readField(iterator, { name, field: field.list() }, reading); });
  }
  switch (field) {
    case 'string': iterator.string(); return;
    case 'bool': return readBool(iterator);
    case 'traceId': return reading.id(iterator, name, 32);
    case 'spanId': return reading.id(iterator, name, 16);
    case 'bytes': return reading.bytes(iterator);
    case 'float': return readFloat(iterator);
    case 'uint32': case 'uint64': case 'int32': case 'int64': return readInteger(iterator, field);
  }
}

function readBool(iterator: JsonIterator): void {
  const first = iterator.token();
  if (first === 't') iterator.word('rue');
  else if (first === 'f') iterator.word('alse');
  else iterator.fail('ReadBool', `expect t or f, but found ${first}`);
}

const operations = { uint32: 'ReadUint32', uint64: 'ReadUint64', int32: 'ReadInt32', int64: 'ReadInt64' } as const;

function readInteger(iterator: JsonIterator, kind: keyof typeof operations): void {
  const operation = operations[kind];
  const signed = kind.startsWith('int');
  const first = iterator.peek();
  if (first === '"') {
    const text = iterator.string();
    if (!(signed ? /^[+-]?\d+$/ : /^\d+$/).test(text)) iterator.fail(operation, `strconv.Parse${signed ? 'Int' : 'Uint'}: parsing ${JSON.stringify(text)}: invalid syntax`);
    return;
  }
  if (!/[-\d]/.test(first)) iterator.fail(operation, 'unsupported value type');
  if (first === '-') {
    iterator.head += 1;
    // Go makes a character of the number -1, which is no UTF-8.
    if (!signed) iterator.fail(kind === 'uint32' ? 'readUint32' : 'readUint64', 'unexpected character: \ufffd', false);
  }
  iterator.digits();
  if (iterator.here === '.') iterator.fail('assertInteger', 'can not decode float as int');
}

function readFloat(iterator: JsonIterator): void {
  const first = iterator.peek();
  if (first === '"') {
    const text = iterator.string();
    if (!/^([+-]?(inf(inity)?|nan)|[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i.test(text)) iterator.fail('ReadUint64', `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
    return;
  }
  if (!/[-\d]/.test(first)) iterator.fail('ReadUint64', 'unsupported value type');
  while (/[-+.\deE]/.test(iterator.here)) iterator.head += 1;
}

function readEnum(iterator: JsonIterator, names: RegExp): void {
  const first = iterator.peek();
  if (/[-\d]/.test(first)) readInteger(iterator, 'int32');
  else if (first !== '"') iterator.fail('ReadEnumValue', 'unsupported value type');
  else if (!names.test(iterator.string())) iterator.fail('ReadEnumValue', 'unknown string value');
}

/** Steps over a value that means nothing. Throws when it is no JSON: what upstream would say then is not known here. */
function skip(iterator: JsonIterator): void {
  const first = iterator.peek();
  if (first === '"') iterator.string();
  else if (first === '{') lenient(iterator, '}', () => { iterator.string(); expect(iterator, ':'); skip(iterator); });
  else if (first === '[') lenient(iterator, ']', () => { skip(iterator); });
  else if (/[-\d]/.test(first)) while (/[-+.\deE]/.test(iterator.here)) iterator.head += 1;
  else iterator.word({ n: 'null', t: 'true', f: 'false' }[first] ?? unknown());
}

function lenient(iterator: JsonIterator, end: string, item: () => void): void {
  iterator.token();
  for (let next = iterator.peek(); next !== end; next = iterator.peek()) {
    item();
    if (iterator.peek() === ',') iterator.token();
    else if (iterator.peek() !== end) unknown();
  }
  iterator.token();
}

function expect(iterator: JsonIterator, wanted: string): void {
  if (iterator.token() !== wanted) unknown();
}

function unknown(): never {
  throw new Error('not JSON');
}

const hexComplaint = (text: string): string | undefined => {
  const bad = /[^0-9a-fA-F]/u.exec(text)?.[0];
  if (bad === undefined) return undefined;
  const point = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `encoding/hex: invalid byte: U+${point} '${bad}'`;
};

/** As v0.159 does. */
export const jsonReading: JsonReading = {
  object(iterator, field) {
    for (let name = nextField(iterator); name !== ''; name = nextField(iterator)) field(name);
  },
  list(iterator, item) {
    while (nextItem(iterator)) item();
  },
  id(iterator, _name, length) {
    const text = iterator.slice();
    if (text === '') return;
    if (text.length !== length) iterator.fail('ID.UnmarshalJSONIter', 'length mismatch');
    const complaint = hexComplaint(text);
    if (complaint !== undefined) iterator.fail('ID.UnmarshalJSONIter', complaint);
  },
  bytes(iterator) {
    const decoded = decodeBase64(iterator.slice());
    if ('badAt' in decoded) iterator.fail('base64.Decode', `illegal base64 data at input byte ${String(decoded.badAt)}`);
  },
};

function nextField(iterator: JsonIterator): string {
  let first = iterator.token();
  if (first === 'n') {
    iterator.word('ull');
    return '';
  }
  if (first === '}') return '';
  if (first === '{') {
    first = iterator.token();
    if (first === '}') return '';
    if (first !== '"') iterator.fail('ReadObject', `expect " after {, but found ${first}`);
    iterator.head -= 1;
  } else if (first !== ',') iterator.fail('ReadObject', `expect { or , or } or n, but found ${first}`);
  return fieldName(iterator);
}

function fieldName(iterator: JsonIterator): string {
  const name = iterator.string();
  const colon = iterator.token();
  if (colon !== ':') iterator.fail('ReadObject', `expect : after object field, but found ${colon}`);
  return name;
}

function nextItem(iterator: JsonIterator): boolean {
  const first = iterator.token();
  if (first === 'n') iterator.word('ull');
  if (first === '[') {
    if (iterator.peek() !== ']') return true;
    iterator.token();
  } else if (first === ',') return true;
  else if (first !== 'n' && first !== ']') iterator.fail('ReadArray', `expect [ or , or ] or n, but found ${first}`);
  return false;
}

/** What v0.84 calls the ids of a span; others have names that are not known here. */
const idNames: Readonly<Record<string, string>> = { traceId: 'readSpan.traceId: parse trace_id', spanId: 'readSpan.spanId: parse span_id', parentSpanId: 'readSpan.parentSpanId: parse parent_span_id' };

/** As v0.84 does. */
export const jsonReading2023: JsonReading = {
  object(iterator, field) {
    const first = iterator.token();
    if (first === 'n') return iterator.word('ull');
    if (first !== '{') iterator.fail('ReadObjectCB', `expect { or n, but found ${first}`);
    let next = iterator.token();
    if (next === '}') return;
    if (next !== '"') iterator.fail('ReadObjectCB', `expect " after {, but found ${next}`);
    iterator.head -= 1;
    do {
      field(fieldName(iterator));
      next = iterator.token();
    } while (next === ',');
    if (next !== '}') iterator.fail('ReadObjectCB', 'object not ended with }');
  },
  list(iterator, item) {
    const first = iterator.token();
    if (first === 'n') return iterator.word('ull');
    if (first !== '[') iterator.fail('ReadArrayCB', `expect [ or n, but found ${first}`);
    let next = iterator.peek();
    if (next === ']') return void iterator.token();
    do {
      item();
      next = iterator.token();
    } while (next === ',');
    if (next !== ']') iterator.fail('ReadArrayCB', `expect ] in the end, but found ${next}`);
  },
  id(iterator, name, length) {
    const text = iterator.string();
    const [operation = '', parse = ''] = (idNames[name] ?? unknown()).split(': ');
    if (text === '') return;
    if (text.length !== length) iterator.fail(operation, `${parse}:invalid length for ID`);
    const complaint = hexComplaint(text);
    if (complaint !== undefined) iterator.fail(operation, `${parse}:cannot unmarshal ID from string '${text}': ${complaint}`);
  },
  bytes(iterator) {
    const decoded = decodeBase64(iterator.string());
    if ('badAt' in decoded) iterator.fail('bytesValue', `base64 decode:illegal base64 data at input byte ${String(decoded.badAt)}`);
  },
};
