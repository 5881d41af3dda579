import { describe, expect, it } from 'vitest';
import { PicturePool } from '../../../../electron/pictures/pool/picture-pool.ts';
import { poolBytes } from '../../../../electron/pictures/pool/pool-limits.ts';
import type { FromPictureProcess } from '../../../../electron/pictures/pool/protocol.ts';
import { fakeProcesses, turn, type FakeProcess } from './fake-processes.ts';

const ready: FromPictureProcess = { type: 'ready' };
const begun: FromPictureProcess = { type: 'begun' };
const done: FromPictureProcess = {
  type: 'done',
  answer: { ok: true, value: { type: 'jpeg', bytes: 1 } },
  rssBytes: 1,
  isSpent: false,
};

function last(started: readonly FakeProcess[]): FakeProcess {
  const process = started.at(-1);
  if (!process) throw new Error('no process was started');
  return process;
}

const isReserved = (process: FakeProcess | undefined): boolean =>
  process?.received.some(({ type }) => type === 'reserved') ?? false;

const timers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

describe('the picture pool', () => {
  it('starts no process before there is a picture, and none twice', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 2 });
    expect(started).toHaveLength(0);
    pool.warmUp();
    pool.warmUp();
    expect(started).toHaveLength(1);
    last(started).says(ready);
    const opened = pool.probe('a.jpg');
    last(started).says(begun, done);
    expect(await opened).toMatchObject({ ok: true });
    expect(started).toHaveLength(1);
    pool.close();
    expect(last(started).isKilled).toBe(true);
  });

  it('starts a second process only for pictures that waited although the first is ready', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 2, growAfterMs: 1 });
    const before = timers();
    const answers = [pool.probe('a.jpg'), pool.probe('b.jpg')];
    // The one that limits the start.
    expect(timers()).toBe(before + 1);
    started[0]?.says(ready, begun);
    await expect.poll(() => started).toHaveLength(2);
    started[1]?.says(ready, begun, done);
    started[0]?.says(done);
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ ok: true });
    pool.close();
  });

  it('starts no second process for pictures that the first one opens at once', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 2, growAfterMs: 10_000 });
    const answers = [pool.probe('a.jpg'), pool.probe('b.jpg')];
    started[0]?.says(ready, begun, done);
    await turn();
    started[0]?.says(begun, done);
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ ok: true });
    expect(started).toHaveLength(1);
    pool.close();
  });

  it('blames no picture for the end of a process that had not begun it', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 1 });
    const first = pool.probe('first.jpg');
    last(started).says(ready, begun, done);
    expect(await first).toMatchObject({ ok: true });
    // Idle, the process is killed; the next picture is given to it before its end is seen.
    last(started).isKilled = true;
    const second = pool.probe('second.jpg');
    await turn();
    last(started).exit();
    await turn();
    expect(started).toHaveLength(2);
    last(started).says(ready, begun);
    last(started).exit();
    await turn();
    expect(started).toHaveLength(3);
    last(started).says(ready, begun, done);
    expect(await second).toMatchObject({ ok: true });
  });

  it('gives up a picture that ends two processes, and one that no process can begin', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 1 });
    const poison = pool.probe('poison.jpg');
    for (let deaths = 0; deaths < 2; deaths += 1) {
      last(started).says(ready, begun);
      last(started).exit();
      await turn();
    }
    expect(await poison).toMatchObject({ ok: false, reason: { code: 'could-not-be-read' } });
    const never = pool.probe('never.jpg');
    for (let deaths = 0; deaths < 4; deaths += 1) {
      last(started).exit();
      await turn();
    }
    expect(await never).toMatchObject({ ok: false, reason: { code: 'could-not-be-read' } });
    expect(started).toHaveLength(6);
  });

  it('gives memory to two pictures that both ask for more, one after the other', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 2, growAfterMs: 0 });
    const answers = [pool.probe('one.heic'), pool.probe('other.heic')];
    started[0]?.says(ready, begun, { type: 'reserve', bytes: poolBytes / 4 });
    await expect.poll(() => started).toHaveLength(2);
    const [one, other] = started;
    other?.says(ready, begun, { type: 'reserve', bytes: poolBytes / 4 });
    await turn();
    expect([isReserved(one), isReserved(other)]).toEqual([true, true]);
    for (const process of started) process.received.length = 0;
    one?.says({ type: 'reserve', bytes: poolBytes });
    other?.says({ type: 'reserve', bytes: poolBytes });
    await turn();
    expect([isReserved(one), isReserved(other)]).toEqual([true, false]);
    one?.says(done);
    await turn();
    expect(isReserved(other)).toBe(true);
    other?.says(done);
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ ok: true });
  });

  it('leaves neither memory nor a timer to a process that ended while it waited for memory', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 2, growAfterMs: 0 });
    const large = pool.probe('large.tif');
    started[0]?.says(ready, begun, { type: 'reserve', bytes: poolBytes });
    const stop = new AbortController();
    const waiting = pool.probe('waiting.tif', 'waiting.tif', { signal: stop.signal });
    await expect.poll(() => started).toHaveLength(2);
    started[1]?.says(ready, begun, { type: 'reserve', bytes: poolBytes });
    await turn();
    stop.abort();
    expect(await waiting).toMatchObject({ ok: false, reason: { code: 'intake-cancelled' } });
    const before = timers();
    started[0]?.says(done);
    expect(await large).toMatchObject({ ok: true });
    await turn();
    expect(timers()).toBeLessThanOrEqual(before);
    expect(started[1]?.received.map(({ type }) => type)).toEqual(['run']);
    const next = pool.probe('next.tif');
    started[0]?.says(begun, { type: 'reserve', bytes: poolBytes }, done);
    expect(await next).toMatchObject({ ok: true });
  });

  it('kills the process of a cancelled picture before anything else happens', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 1 });
    const stop = new AbortController();
    const opened = pool.probe('a.jpg', 'a.jpg', { signal: stop.signal });
    last(started).says(ready, begun);
    stop.abort();
    await Promise.resolve().then(() => undefined);
    expect(last(started).isKilled).toBe(true);
    expect(await opened).toMatchObject({ ok: false, reason: { code: 'intake-cancelled' } });
  });

  it('answers all that is under way when it is closed', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 1 });
    const answers = [pool.probe('a.jpg'), pool.probe('b.jpg')];
    last(started).says(ready, begun);
    pool.close();
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ ok: false, reason: { code: 'intake-cancelled' } });
  });

  it('does not hold it against a picture that idle processes were killed', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 1 });
    const opened = pool.probe('a.jpg');
    for (let killed = 1; killed <= 6; killed += 1) {
      expect(started).toHaveLength(killed);
      last(started).says(ready);
      last(started).exit();
      await turn();
    }
    last(started).says(ready, begun, done);
    expect(await opened).toMatchObject({ ok: true });
    pool.close();
  });

  it('gives a picture up when no process can be started for it', async () => {
    const { start, started } = fakeProcesses();
    const pool = new PicturePool({ start, processes: 1 });
    const opened = pool.probe('a.jpg');
    for (let killed = 1; killed <= 4; killed += 1) {
      last(started).exit();
      await turn();
    }
    expect(await opened).toMatchObject({ ok: false, reason: { code: 'could-not-be-read' } });
    expect(started).toHaveLength(4);
    pool.close();
  });
});
