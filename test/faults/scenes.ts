import { FaultyProcess, type Ended, type ProcessEvent } from './faulty-process.ts';
import type { PhotoFolder } from './fixtures.ts';
import type { Wanted } from './judge.ts';
import type { Plan, Step } from './plan.ts';
import { Chance } from './random.ts';
import type { Workshop } from './workshop.ts';

/** The shape of a scene. Equal shapes have the same effects, except for what runs in parallel. */
export interface Shape {
  folder: number;
  web: boolean;
  /** The folder for a second product, after its images are cleared; null for no second product. */
  onCleared: number | null;
  /** Folders for further products, all queued before anything is sent, so that their galleries are read together. */
  also?: readonly number[];
}

export const shapes: readonly Shape[] = [
  { folder: 0, web: true, onCleared: null },
  { folder: 1, web: false, onCleared: null },
  { folder: 2, web: true, onCleared: null },
  { folder: 3, web: false, onCleared: null },
  { folder: 4, web: true, onCleared: null },
  { folder: 1, web: true, onCleared: 2 },
  { folder: 2, web: false, onCleared: 1 },
  { folder: 3, web: true, onCleared: 0 },
];

/** Some shapes with further products. Drawn apart from the rest, so that a seed tells the same story otherwise. */
export function withMoreProducts(shape: Shape, seed: number): Shape {
  const chance = new Chance(seed ^ 0x2545f491);
  if (!chance.isLikely(0.5)) return shape;
  return { ...shape, also: Array.from({ length: chance.between(1, 4) }, () => chance.between(0, 2)) };
}

export interface Scene {
  shape: Shape;
  steps: Step[];
  wanted: Wanted[];
  /** The command that runs it, without the data folder. */
  args: string[];
}

export async function setScene(workshop: Workshop, shape: Shape, name: string): Promise<Scene> {
  const productId = await workshop.product();
  const photos = folderOf(workshop, shape.folder);
  const steps: Step[] = [];
  const wanted: Wanted[] = [];
  if (shape.onCleared !== null) {
    const cleared = await workshop.product();
    await workshop.store.give(cleared, workshop.address('before'));
    await workshop.store.give(cleared, workshop.address('earlier'));
    const others = folderOf(workshop, shape.onCleared);
    steps.push({ id: 1, kind: 'clear', productId: cleared });
    steps.push({ id: 2, kind: 'files', productId: cleared, paths: [others.path] });
    wanted.push({ productId: cleared, photos: others.photos, imports: [] });
  }
  for (const [at, index] of (shape.also ?? []).entries()) {
    const other = await workshop.product();
    const { path, photos } = folderOf(workshop, index);
    if (at === 0) steps.push({ id: 10, kind: 'edit', productId: other, edit: { is: 'pause' } });
    steps.push({ id: 11 + at, kind: 'files', productId: other, paths: [path] });
    wanted.push({ productId: other, photos, imports: [] });
  }
  const url = workshop.address(name);
  if (shape.web) steps.push({ id: 3, kind: 'url', productId, url });
  steps.push({ id: 4, kind: 'files', productId, paths: [photos.path] });
  wanted.push({ productId, photos: photos.photos, imports: shape.web ? [name] : [] });
  if (shape.also) steps.push({ id: 5, kind: 'edit', productId, edit: { is: 'resume' } });
  const args = argumentsFor(steps, shape.onCleared === null && !shape.also ? 'command' : 'scene');
  // Requests of the set-up are not the run's.
  await workshop.store.clearLog();
  return { shape, steps, wanted, args };
}

/** The command that queues these steps: the command line's own if it has one. */
export function argumentsFor(steps: readonly Step[], form: 'command' | 'scene'): string[] {
  if (form === 'scene') return ['scene', JSON.stringify(steps)];
  const paths = steps.flatMap((step) => (step.kind === 'files' ? step.paths : []));
  const urls = steps.flatMap((step) => (step.kind === 'url' ? ['--url', step.url] : []));
  return ['upload', ...paths, '--product', String(steps[0]?.productId), ...urls];
}

function folderOf(workshop: Workshop, index: number): PhotoFolder {
  const folder = workshop.folders[index];
  if (!folder) throw new Error(`no folder ${index}`);
  return folder;
}

export function play(workshop: Workshop, plan: Plan, args: readonly string[]): FaultyProcess {
  const command = args[0] === 'scene' ? args : [...args, '--data', plan.dataDir, '--json'];
  return new FaultyProcess(workshop.store, plan, command);
}

/** The steps that the process did not report as done: a person would repeat them. */
export function stepsLeft(scene: Scene, events: readonly ProcessEvent[]): Step[] {
  return scene.steps.filter((step) => {
    if (scene.args[0] === 'scene') {
      return !events.some(({ event, id }) => event === 'step' && id === step.id);
    }
    if (step.kind === 'url') return !events.some(({ event, url }) => event === 'queued' && url === step.url);
    return !events.some(
      ({ event, queued }) => event === 'queued' && queued === scene.wanted.at(-1)?.photos.length,
    );
  });
}

/** A process that ended by itself must have printed a summary, or why it could not begin. */
export function endedWell({ code, events, hung, stderr }: Ended): string[] {
  if (hung) return [`hung; its last words: ${JSON.stringify(events.at(-1) ?? null)}`];
  const said = events.some(({ event }) => event === 'summary' || event === 'problem');
  return said
    ? []
    : [
        `crashed with exit code ${code}: ${stderr
          .trim()
          .split('\n')
          .filter((line) => !line.includes('node:internal'))
          .slice(0, 30)
          .join(' | ')}`,
      ];
}

export function photosOf({ wanted }: Pick<Scene, 'wanted'>): number {
  return wanted.reduce((sum, { photos }) => sum + photos.length, 0);
}
