import { writeFile } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { assertNever, ok, no, type Outcome } from '../../../shared/outcome.ts';
import { parentProcess } from '../../util/parent-process.ts';
import { cutCameraJpeg } from '../cut-camera-jpeg.ts';
import { heicFailures } from '../formats/heic.ts';
import { inspect, type Inspected } from '../inspect.ts';
import { measure, type Measures } from '../measure.ts';
import type { Reserve } from '../memory-estimate.ts';
import { unwritable } from '../picture-messages.ts';
import { planPreparing } from '../prepare/plan.ts';
import { prepare, type Prepared } from '../prepare/prepare.ts';
import { probeFile } from '../probe-file.ts';
import { renditionOf } from '../rendition.ts';
import { isWebAssembly, limitLibvips } from './libvips-limits.ts';
import { maxDataBytes, maxProcessBytes, unaskedBytes, webAssemblyThreadBytes } from './pool-limits.ts';
import type {
  FromPictureProcess,
  InspectedByPath,
  PictureAnswers,
  PictureRequest,
  PreparedAhead,
  ToPictureProcess,
} from './protocol.ts';
import { limitMemory, startWatchdog } from './watchdog.ts';

/**
 * A process that opens pictures, one at a time, for the process that started it. It has no secret and no connection,
 * and it can be killed at any moment: the caller renames its files into place only after an answer.
 */
const parent = parentProcess();
limitLibvips();
limitMemory(maxDataBytes + (isWebAssembly ? webAssemblyThreadBytes : 0));
startWatchdog(maxProcessBytes);
// `process.exit` would wait for a decoder that is still at work.
parent.onGone(() => process.kill(process.pid, 'SIGKILL'));

let reserved: (() => void) | null = null;
let reservedBytes = 0;

parent.onMessage((message) => {
  const received = message as ToPictureProcess;
  if (received.type === 'reserved') reserved?.();
  else void run(received.request);
});

send({ type: 'ready' });
// Node does this on exit, but this process ends by being killed.
setImmediate(flushCompileCache);

async function run(request: PictureRequest): Promise<void> {
  send({ type: 'begun' });
  reservedBytes = unaskedBytes;
  try {
    const answer = await answerTo(request);
    const isSpent = heicFailures() > 0;
    send({ type: 'done', answer, rssBytes: process.memoryUsage.rss(), isSpent });
  } catch {
    // If memory ran out, nothing is known about the picture. Another process tries it again.
    process.kill(process.pid, 'SIGKILL');
  }
}

function send(message: FromPictureProcess): void {
  parent.send(message);
}

const reserve: Reserve = async (bytes) => {
  if (bytes <= reservedBytes) return;
  await new Promise<void>((resolve) => {
    reserved = resolve;
    send({ type: 'reserve', bytes });
  });
  reservedBytes = bytes;
};

async function answerTo(request: PictureRequest): Promise<PictureAnswers[PictureRequest['type']]> {
  switch (request.type) {
    case 'probe':
      return await probeFile(request.path, request.fileName);
    case 'inspect':
      return await inspectByPath(request);
    case 'prepare': {
      const { from, to, facts, recipe, previewTo } = request;
      return await prepareByPath(from, to, facts, recipe, previewTo, null);
    }
    case 'camera-jpeg':
      return await cutCameraJpeg(request.path, request.to, reserve);
    case 'clues': {
      // Loaded only if codes are read.
      const { readClues } = await import('../read-clues.ts');
      return await readClues(request.path, request.facts, request.wanted, reserve);
    }
    case 'measure':
      return await measureByPath(request);
    case 'render': {
      const drawn = await renditionOf(request.path, request.longestEdge, request.format);
      return drawn !== null && (await put(drawn, request.to)).ok;
    }
    default:
      return assertNever(request);
  }
}

async function measureByPath({
  path,
  facts,
}: Extract<PictureRequest, { type: 'measure' }>): Promise<Outcome<Measures>> {
  if (facts !== null) return await measure(path, facts, reserve);
  const inspected = await inspect(path, path, reserve);
  return inspected.ok ? await measure(path, inspected.value, reserve) : inspected;
}

async function inspectByPath(
  request: Extract<PictureRequest, { type: 'inspect' }>,
): Promise<Outcome<InspectedByPath>> {
  const inspected = await inspect(request.path, request.fileName, reserve);
  if (!inspected.ok) return inspected;
  const { preview, pixels, ...facts } = inspected.value;
  const written = await put(preview, request.previewTo);
  if (!written.ok) return written;
  return ok({ facts, ahead: await prepareAhead(request, facts, pixels) });
}

/**
 * Null if the user decides about it, or if it failed. Then preparing is requested separately, and reports the reason.
 */
async function prepareAhead(
  { path, ahead }: Extract<PictureRequest, { type: 'inspect' }>,
  facts: InspectedByPath['facts'],
  pixels: Inspected['pixels'],
): Promise<PreparedAhead | null> {
  if (ahead === null) return null;
  const plan = planPreparing(facts, ahead.settings, 'prepared', ahead.recipe);
  if (!plan.ok || plan.value.type !== 'prepare' || !plan.value.must) return null;
  const { recipe } = plan.value;
  const prepared = await prepareByPath(path, ahead.to, facts, recipe, ahead.previewTo, pixels);
  return prepared.ok ? { recipe, prepared: prepared.value } : null;
}

async function prepareByPath(
  from: string,
  to: string,
  facts: InspectedByPath['facts'],
  recipe: PreparedAhead['recipe'],
  previewTo: string,
  pixels: Inspected['pixels'],
): Promise<Outcome<Prepared>> {
  const made = await prepare(from, to, facts, { recipe }, { pixels, reserve });
  if (!made.ok) return made;
  const { preview, ...prepared } = made.value;
  const written = await put(preview, previewTo);
  return written.ok ? ok(prepared) : written;
}

async function put(bytes: Uint8Array, to: string): Promise<Outcome<void>> {
  try {
    await writeFile(to, bytes);
    return ok(undefined);
  } catch (error) {
    return no(unwritable(error));
  }
}
