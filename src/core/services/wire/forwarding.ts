import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Mishap } from './faults.ts';
import { RawRequest } from './rawRequest.ts';
import { ExchangeRecord } from './record.ts';
import type { SenderConnection } from './senderConnection.ts';
import { codeOf, describeFailure, rawPacketOf, words } from './words.ts';

/** `100-continue`: the sender waits for a word before it sends its body. */
export type Expectation = 'none' | 'continue';

/** One HTTP request on its way to the receiver and back. */
export class Forwarding {
  readonly #connection: SenderConnection;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #record: ExchangeRecord;
  readonly #mishap: Mishap;
  #onward: RawRequest | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(connection: SenderConnection, request: IncomingMessage, response: ServerResponse) {
    this.#connection = connection;
    this.#request = request;
    this.#response = response;
    this.#mishap = connection.way.draw();
    const { method = '', url = '', rawHeaders } = request;
    this.#record = new ExchangeRecord(connection.way.hop, { protocol: 'http', method, path: url, headers: this.#mishap.change(rawHeaders) }, connection.way.recorded);
  }

  start(expectation: Expectation): void {
    this.#connection.began();
    this.#request.on('error', () => undefined); // what it would say, the response's `close` says too
    this.#response.on('error', () => undefined);
    this.#response.once('close', () => this.#closed());
    if (this.#mishap.latencyMillis > 0) this.#timer = setTimeout(() => this.#goOn(expectation), this.#mishap.latencyMillis);
    else this.#goOn(expectation);
  }

  #goOn(expectation: Expectation): void {
    const { way } = this.#connection;
    if (this.#mishap.isCut) this.#break(words.cut);
    else if (this.#mishap.status !== null) this.#answerInstead(this.#mishap.status, expectation);
    else if (way.target() === null) this.#break(words.refused(way.hop.address));
    else this.#ask();
  }

  #ask(): void {
    const { way, agent } = this.#connection;
    const target = way.target();
    if (target === null) return;
    const { method = 'GET', url = '/' } = this.#request;
    try {
      this.#onward = new RawRequest({ target, agent, method, path: url, headers: this.#record.requestHeaders });
    } catch (error) {
      this.#break(words.malformedRequest(error instanceof Error ? error.message : String(error)));
      return;
    }
    this.#onward.once('socket', (socket) => this.#reach(socket));
    this.#onward.on('information', ({ statusCode, statusMessage, rawHeaders }) => this.#inform(statusCode, statusMessage, rawHeaders));
    this.#onward.once('response', (answer) => this.#answer(answer));
    // Without an Upgrade in the request this is a receiver that answers out of turn.
    this.#onward.once('upgrade', (_, socket) => {
      socket.destroy();
      this.#break(words.malformed('101 without a request to upgrade'));
    });
    this.#onward.on('error', (error) => this.#fail(error));
    this.#send(this.#onward);
  }

  #reach(socket: Socket): void {
    this.#connection.uses(socket);
    const know = (): void => { this.#record.receiverSees = socket.localPort ?? null; };
    if (socket.connecting) socket.once('connect', know);
    else know();
  }

  #send(onward: RawRequest): void {
    const request = this.#request;
    request.on('data', (chunk: Buffer) => this.#record.sent(chunk));
    request.once('end', () => {
      this.#record.isRequestOver = true;
      if (request.rawTrailers.length > 0) onward.addTrailers(pairs(request.rawTrailers));
      onward.end();
    });
    request.pipe(onward, { end: false });
  }

  /** 1xx goes to the sender as it comes; while an earlier answer is still being written on the same connection there is no place for it. */
  #inform(status: number, message: string, rawHeaders: readonly string[]): void {
    if (this.#response.socket === null || this.#response.headersSent) return;
    this.#response.socket.write(headText(status, message, rawHeaders), 'latin1');
  }

  #answer(answer: IncomingMessage): void {
    const response = this.#response;
    this.#record.status = answer.statusCode ?? null;
    this.#record.responseHeaders = answer.rawHeaders;
    answer.on('data', (chunk: Buffer) => this.#record.answered(chunk));
    answer.on('error', () => undefined);
    answer.once('close', () => {
      if (!answer.complete) this.#break(words.halfAnswer, true);
    });
    answer.once('end', () => {
      if (!answer.complete) return;
      if (answer.rawTrailers.length > 0) response.addTrailers(pairs(answer.rawTrailers));
      response.end();
    });
    if (response.destroyed) return;
    this.#writeHead(answer.statusCode ?? 200, answer.statusMessage ?? '', answer.rawHeaders);
    answer.pipe(response, { end: false });
  }

  /** Says exactly these headers: what is removed is not made up either. */
  #writeHead(status: number, message: string, rawHeaders: readonly string[]): void {
    const response = this.#response;
    for (const name of ['date', 'connection', 'content-length', 'transfer-encoding']) response.removeHeader(name);
    try {
      response.writeHead(status, message, [...rawHeaders]);
      response.flushHeaders();
    } catch (error) {
      this.#break(words.malformed(error instanceof Error ? error.message : String(error)));
    }
  }

  #answerInstead(status: number, expectation: Expectation): void {
    const answer = (): void => {
      this.#record.status = status;
      this.#record.responseHeaders = ['content-length', '0'];
      this.#writeHead(status, '', this.#record.responseHeaders);
      this.#response.end();
    };
    this.#request.on('data', (chunk: Buffer) => this.#record.sent(chunk));
    this.#request.once('end', () => {
      this.#record.isRequestOver = true;
      if (expectation === 'none') answer();
    });
    if (expectation === 'continue') answer();
  }

  #fail(error: Error): void {
    const rawPacket = rawPacketOf(error);
    // The sender makes of it what it would have made without a wire.
    if (codeOf(error).startsWith('HPE_') && !this.#response.headersSent && rawPacket.length > 0) {
      this.#record.finish(describeFailure(error, this.#connection.way.hop.address));
      this.#response.socket?.write(rawPacket);
      this.#request.socket.destroySoon();
    } else if (this.#record.status === null) this.#break(describeFailure(error, this.#connection.way.hop.address), codeOf(error) === 'ECONNRESET' && error.message === 'socket hang up');
    else this.#break(words.halfAnswer, true);
  }

  /** A receiver that closed its connection in order is handed on as that: a reset would lose what the sender has not read yet. */
  #break(reason: string, isOrderly = false): void {
    if (this.#response.writableFinished) return;
    this.#record.finish(this.#request.socket.destroyed ? words.senderGone : reason);
    if (isOrderly) this.#request.socket.destroySoon();
    else this.#request.socket.resetAndDestroy();
  }

  /** The answer is out, or the sender is gone. */
  #closed(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#record.finish(this.#response.writableFinished ? null : words.senderGone);
    // Also when the answer came before the whole request: nobody hears the rest.
    if (!this.#response.writableFinished || !this.#request.complete) this.#onward?.destroy();
    this.#connection.ended();
  }
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}

function headText(status: number, message: string, rawHeaders: readonly string[]): string {
  return `HTTP/1.1 ${String(status)} ${message}\r\n${pairs(rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
