import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import type { Channel, Frame } from '#common/rpc/channel.ts';
import { type CoreThread, startCoreThread } from './coreThread.ts';

/** A core that echoes frames, dies when told to, and counts its lives in shared memory. */
const echoCore = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (message) => {
    if (message.type === 'shutdown') { parentPort.postMessage({ type: 'stopped' }); return; }
    message.port.on('message', (frame) => {
      if (frame === 'die') throw new Error('told to die');
      if (frame !== 'ignore') message.port.postMessage('echo ' + frame);
    });
  });
`;
const settings = { shell: 'browser', version: '0.0.0', root: '/', dataDirectory: '/' } as const;
const started: CoreThread[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((core) => core.shutdown()));
});

function start(source = echoCore) {
  const clock = new FakeClock();
  const core = startCoreThread({ settings, worker: new URL(`data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///'); ${source}`)}`), clock });
  started.push(core);
  return { core, clock, death: new Promise<{ message: string; restartIn: number }>((resolve) => core.crashed(resolve)) };
}
/** Collects frames and resolves when `count` have come. */
function frames(channel: Channel, count: number): Promise<Frame[]> {
  return new Promise((resolve) => {
    const all: Frame[] = [];
    channel.received((frame) => {
      all.push(frame);
      if (all.length === count) resolve(all);
    });
  });
}

describe('core thread', () => {
  it('gives each screen a channel of its own', async () => {
    const { core } = start();
    const [one, two] = [core.connect(), core.connect()];
    const heard = Promise.all([frames(one, 1), frames(two, 1)]);

    one.send('a');
    two.send('b');

    expect(await heard).toEqual([['echo a'], ['echo b']]);
  });

  it('carries bytes', async () => {
    const { core } = start(echoCore.replace(`'echo ' + frame`, 'frame'));
    const channel = core.connect();
    const heard = frames(channel, 1);

    channel.send(new Uint8Array([1, 2, 3]));

    expect(await heard).toEqual([new Uint8Array([1, 2, 3])]);
  });

  it('starts again after a crash, tells the screens, and delivers what they sent meanwhile', async () => {
    const { core, clock, death } = start();
    const channel = core.connect();
    const heard = frames(channel, 3);
    channel.send('die');

    const { message, restartIn } = await death;
    channel.send('after');
    await clock.advance(millis(restartIn));

    expect(message).toBe('told to die');
    expect(await heard).toEqual(['{"reset":true}', '{"event":"app.noticed","payload":{"kind":"coreRestarted","message":"told to die"}}', 'echo after']);
  });

  it('waits longer after each crash in a row', async () => {
    const { core, clock } = start(`throw new Error('cannot start')`);
    const waits: number[] = [];

    for (let crash = 0; crash < 3; crash += 1) {
      const { restartIn } = await new Promise<{ restartIn: number }>((resolve) => core.crashed(resolve));
      waits.push(restartIn);
      await clock.advance(millis(restartIn));
    }

    expect(waits).toEqual([250, 500, 1000]);
  });

  it('closes its screens at shutdown, and does not start again', async () => {
    const { core, clock } = start();
    const channel = core.connect();
    let closed = 0;
    channel.closed(() => (closed += 1));

    await Promise.all([core.shutdown(), core.shutdown()]);

    expect({ closed, timers: clock.pendingTimers }).toEqual({ closed: 1, timers: 0 });
  });

  it('ends a core that does not stop in time', async () => {
    const { core, clock } = start(echoCore.replace(`parentPort.postMessage({ type: 'stopped' }); return;`, 'return;'));
    const stopped = core.shutdown();

    await clock.advance(millis(8000));

    await expect(stopped).resolves.toBeUndefined();
  });
});
