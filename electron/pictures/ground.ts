import { median } from '../util/median.ts';

/** The ground that an article stands on: its median colour, and the average distance of its places from it, of 255. */
export interface Ground {
  red: number;
  green: number;
  blue: number;
  spread: number;
}

/** The pixels of a picture without alpha. */
interface Pixels {
  pixels: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

type Colour = readonly [red: number, green: number, blue: number];
interface Cell {
  colour: Colour;
  /** Standard deviation of its lightness. */
  roughness: number;
}

/** Cells on each side of a picture. */
const side = 32;
/** What is rougher is an article, its outline or a scene; noise, soft shadows and lights that fall off are not. */
const maxRoughness = 8;
/** Between neighbouring cells of one surface, of 255. */
const maxStep = 24;
/** Parts of the rim that are smaller are no ground by themselves. */
const minPart = 0.05;
/** With less of the rim, what is seen of the ground says too little: the picture is a close-up or a scene. */
const minGround = 0.6;
/** As light and as grey as a shadow on white. */
const shadow = { darkest: 120, colour: 15 };
/** Of the picture's cells, how many an article takes at least, and how far it is from its ground, of 255. */
const article = { part: 0.01, distance: 20 };

/**
 * What the rim of a picture shows of its ground. An article that is cut by the rim is rough, or ends abruptly there; a
 * ground is smooth and changes softly, or is a floor from one side to the other. Null for close-ups and scenes.
 */
export function groundOf(picture: Pixels): Ground | null {
  const cells = cellsOf(picture);
  const rim = rimPlaces.map((place) => cells[place]).filter((cell) => cell !== undefined);
  const parts = smoothParts(rim).filter((part) => part.length >= rim.length * minPart);
  const [lightest] = parts.toSorted((a, b) => lightness(b, rim) - lightness(a, rim));
  const ground = parts
    .filter((part) => part === lightest || isFloor(part) || isShadow(part, rim))
    .flatMap((part) => coloursOf(part, rim));
  if (ground.length < rim.length * minGround) return null;
  const colour = middle(ground);
  const standing = cells.filter((cell) => distance(cell.colour, colour) > article.distance);
  if (standing.length < cells.length * article.part) return null;
  const [red, green, blue] = colour;
  const spreads = ([0, 1, 2] as const).map(
    (channel) =>
      ground.reduce((sum, one) => sum + Math.abs(one[channel] - colour[channel]), 0) / ground.length,
  );
  return { red, green, blue, spread: Math.max(...spreads) };
}

/** Clockwise from the top left. */
const rimPlaces = [
  ...Array.from({ length: side - 1 }, (_, at) => at),
  ...Array.from({ length: side - 1 }, (_, at) => at * side + side - 1),
  ...Array.from({ length: side - 1 }, (_, at) => side * side - 1 - at),
  ...Array.from({ length: side - 1 }, (_, at) => (side - 1 - at) * side),
];
const bottomCorners = [(side - 1) * 2, (side - 1) * 3];

function cellsOf({ pixels, width, height, channels }: Pixels): Cell[] {
  return Array.from({ length: side * side }, (_, place): Cell => {
    const [row, column] = [Math.floor(place / side), place % side];
    const sum = { red: 0, green: 0, blue: 0, light: 0, squares: 0 };
    let count = 0;
    const [bottom, right] = [edgeAt(row + 1, height), edgeAt(column + 1, width)];
    for (let y = edgeAt(row, height); y < bottom; y += 1) {
      for (let x = edgeAt(column, width); x < right; x += 1) {
        const from = (y * width + x) * channels;
        const red = pixels[from] ?? 0;
        const green = channels < 3 ? red : (pixels[from + 1] ?? 0);
        const blue = channels < 3 ? red : (pixels[from + 2] ?? 0);
        const grey = (red + green + blue) / 3;
        sum.red += red;
        sum.green += green;
        sum.blue += blue;
        sum.light += grey;
        sum.squares += grey * grey;
        count += 1;
      }
    }
    const of = Math.max(1, count);
    const roughness = Math.sqrt(Math.max(0, sum.squares / of - (sum.light / of) ** 2));
    return { colour: [sum.red / of, sum.green / of, sum.blue / of], roughness };
  });
}

function edgeAt(cell: number, length: number): number {
  return Math.floor((cell * length) / side);
}

/** Stretches of the rim that are smooth and change softly, by their places along it. */
function smoothParts(rim: readonly Cell[]): number[][] {
  const parts: number[][] = [];
  const isJoined = (at: number): boolean => {
    const [before, cell] = [rim.at(at - 1), rim[at]];
    if (before === undefined || cell === undefined) return false;
    return isSmooth(before) && isSmooth(cell) && distance(before.colour, cell.colour) <= maxStep;
  };
  for (const [at, cell] of rim.entries()) {
    if (!isSmooth(cell)) continue;
    if (at > 0 && isJoined(at)) parts.at(-1)?.push(at);
    else parts.push([at]);
  }
  // The rim is closed.
  if (parts.length > 1 && isJoined(0)) parts[0]?.unshift(...(parts.pop() ?? []));
  return parts;
}

function isSmooth({ roughness }: Cell): boolean {
  return roughness <= maxRoughness;
}

/** Along the whole bottom, and up on both sides. */
function isFloor(part: readonly number[]): boolean {
  return bottomCorners.every((corner) => [-1, 0, 1].every((near) => part.includes(corner + near)));
}

function isShadow(part: readonly number[], rim: readonly Cell[]): boolean {
  const colour = middle(coloursOf(part, rim));
  const darkest = Math.min(...colour);
  return darkest >= shadow.darkest && Math.max(...colour) - darkest <= shadow.colour;
}

function lightness(part: readonly number[], rim: readonly Cell[]): number {
  return Math.min(...middle(coloursOf(part, rim)));
}

function coloursOf(part: readonly number[], rim: readonly Cell[]): Colour[] {
  return part.map((at) => rim[at]?.colour ?? [0, 0, 0]);
}

function middle(colours: readonly Colour[]): Colour {
  const of = (channel: 0 | 1 | 2): number => median(colours.map((colour) => colour[channel]));
  return [of(0), of(1), of(2)];
}

function distance(a: Colour, b: Colour): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));
}
