import type { IncomingMessage } from 'node:http';
import type { Exchange } from '../../protocol/wireMessages.ts';
import { ExchangeRecord, type Opening } from './record.ts';
import type { SenderConnection } from './senderConnection.ts';
import { tunnel } from './tunnel.ts';
import { codeOf, describeFailure, isSettingsFrame, words } from './words.ts';

const maxHead = 65_536;

/** gRPC and AMQP: bytes pass. Only what goes wrong is an exchange, for what goes well is not looked into. */
export function carryBytes(connection: SenderConnection, protocol: Exchange['protocol']): void {
  const record = open(connection, protocol === 'grpc' ? { protocol, method: 'PRI', path: '*', headers: [] } : { protocol, method: '', path: '', headers: [] });
  let seen = Buffer.alloc(0);
  carry(connection, record, {
    head: new Uint8Array(),
    answered: (chunk) => {
      seen = Buffer.concat([seen, chunk]);
      if (protocol !== 'grpc') return true;
      if (seen.length < 9) return false;
      if (!isSettingsFrame(seen)) record.finish(seen.toString('latin1').startsWith('HTTP/1.') ? words.notGrpc : words.notHttp2);
      return true;
    },
    isAnswered: () => seen.length > 0,
    senderLeft: () => undefined,
  });
}

/** A request to upgrade (websocket) or CONNECT: what it says is recorded, and from its head on bytes pass, whatever the answer is. */
export function carryUpgrade(connection: SenderConnection, request: IncomingMessage, rest: Uint8Array): void {
  const { method = '', url = '', rawHeaders } = request;
  const mishap = connection.way.draw();
  const record = open(connection, { protocol: 'http', method, path: url, headers: mishap.change(rawHeaders) });
  record.isRequestOver = true;
  let text = '';
  carry(connection, record, {
    mishap,
    head: Buffer.concat([Buffer.from(`${method} ${url} HTTP/${request.httpVersion}\r\n${headerLines(record.requestHeaders)}\r\n`, 'latin1'), rest]),
    answered: (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return text.length > maxHead;
      const [first = '', ...lines] = text.slice(0, end).split('\r\n');
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1];
      record.status = status === undefined ? null : Number(status);
      record.responseHeaders = lines.flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
      record.finish(status === undefined ? words.malformed(JSON.stringify(first.slice(0, 60))) : null);
      return true;
    },
    isAnswered: () => record.isFinished,
    senderLeft: () => record.finish(words.senderGone),
  });
}

interface Carriage {
  readonly head: Uint8Array;
  readonly mishap?: ReturnType<SenderConnection['way']['draw']>;
  readonly answered: (chunk: Buffer) => boolean;
  readonly isAnswered: () => boolean;
  /** The sender went before there was an answer. */
  readonly senderLeft: () => void;
}

function carry(connection: SenderConnection, record: ExchangeRecord, carriage: Carriage): void {
  const { socket, way } = connection;
  const { latencyMillis, isCut } = carriage.mishap ?? way.draw();
  connection.becameTunnel();
  const fail = (reason: string): void => {
    record.finish(socket.destroyed ? words.senderGone : reason);
    socket.resetAndDestroy();
  };
  const goOn = (): void => {
    const target = way.target();
    if (isCut) fail(words.cut);
    else if (target === null) fail(words.refused(way.hop.address));
    else {
      tunnel(socket, {
        target, head: carriage.head, answered: carriage.answered,
        connected: (localPort) => { record.receiverSees = localPort; },
        crossed: () => connection.crossed(),
        closed: (error, by) => {
          if (carriage.isAnswered()) return;
          if (by === 'sender') carriage.senderLeft();
          else record.finish(error === null || codeOf(error) === 'ECONNRESET' ? words.noAnswer : describeFailure(error, way.hop.address));
        },
      });
    }
  };
  if (latencyMillis === 0) {
    goOn();
    return;
  }
  const timer = setTimeout(goOn, latencyMillis);
  socket.once('close', () => clearTimeout(timer));
}

const open = (connection: SenderConnection, opening: Opening): ExchangeRecord => new ExchangeRecord(connection.way.hop, opening, connection.way.recorded);
const headerLines = (headers: readonly string[]): string => headers.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
