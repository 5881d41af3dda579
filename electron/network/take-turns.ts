import type { Socket } from 'node:net';

/** How long all connections together may be read in one turn of the event loop. */
const maxTurnMs = 15;

const known = new WeakSet<Socket>();
const waiting: (() => void)[] = [];
/** When the first connection was read in this turn; null if none was. */
let turnBegan: number | null = null;

/**
 * Shares each turn of the event loop among all connections: what comes when its time is used up is handed on in a later
 * turn. Node parses each 64 KB that arrive at once, and a body in chunks of one byte then takes 25 ms; six such bodies held
 * the process for 135 ms.
 */
export function takeTurns(socket: Socket): void {
  if (known.has(socket)) return;
  known.add(socket);
  const pushOn = socket.push.bind(socket);
  const held: (Buffer | null)[] = [];
  const handOn = (): void => {
    for (const bytes of held.splice(0)) if (!socket.destroyed) pushOn(bytes);
  };
  // Until what is held is handed on, the stream asks for nothing more. An answer that comes before the request was sent is
  // not held: its server may close at once, and a write that fails then ends the connection with all that was not read.
  socket.push = (bytes: Buffer | null): boolean => {
    if (held.length === 0 && (socket.writableLength > 0 || hasTime())) return pushOn(bytes);
    if (held.push(bytes) === 1) waiting.push(handOn);
    return false;
  };
}

function hasTime(): boolean {
  if (turnBegan === null) {
    turnBegan = performance.now();
    setImmediate(beginTurn);
  }
  return performance.now() - turnBegan < maxTurnMs;
}

function beginTurn(): void {
  turnBegan = null;
  while (waiting.length > 0 && hasTime()) waiting.shift()?.();
}
