import '../../electron/lean-heap.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import { createGovernor } from '../../electron/bigcommerce/pacing/governor.ts';
import { createSession } from '../../electron/bigcommerce/http/session.ts';
import { createV3 } from '../../electron/bigcommerce/v3/v3.ts';
import { systemClock } from '../../electron/util/clock.ts';

/** Asks a store for lists, in a process of its own, and prints what that cost: `node hostile-client.ts ORIGIN HASH`. */

const [origin = '', storeHash = ''] = process.argv.slice(2);
const session = createSession({
  apiOrigin: origin,
  storeHash,
  accessToken: () => Promise.resolve('token'),
  governor: createGovernor({ clock: systemClock, random: Math.random, reserve: () => 3 }),
});
const v3 = createV3(session);
await rest(200);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let maxRss = 0;
const watch = setInterval(() => {
  maxRss = Math.max(maxRss, process.memoryUsage.rss());
}, 2);
let maxTurnMs = 0;
let isOver = false;
let before = process.threadCpuUsage();
/** Processor time of one turn of the event loop: what other processes take does not count. */
function measureTurn(): void {
  const { user, system } = process.threadCpuUsage(before);
  maxTurnMs = Math.max(maxTurnMs, (user + system) / 1000);
  before = process.threadCpuUsage();
  if (!isOver) setImmediate(measureTurn);
}
setImmediate(measureTurn);
// Reading one body is little; more of them come in the same turn.
const atOnce = storeHash === 'tiny-chunks' ? 6 : 1;
const [answer] = await Promise.all(
  Array.from({ length: atOnce }, (_, at) => v3.list(77 + at, { priority: 'person' })),
);
isOver = true;
maxRss = Math.max(maxRss, process.memoryUsage.rss());
await rest(20);
clearInterval(watch);
delay.disable();
session.close();
const code = answer?.ok ? 'ok' : answer?.reason.reason.code;
const cost = { holdMs: delay.max / 1e6, turnMs: maxTurnMs, rssBytes: maxRss, code };
process.stdout.write(`${JSON.stringify(cost)}\n`);
