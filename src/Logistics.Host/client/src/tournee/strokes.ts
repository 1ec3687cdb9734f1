// What a finger drew, as the server takes it: the data of an SVG path on a sheet of 1000 by 400 steps, with M, L and whole numbers alone (Domain, Signature).

export type Point = readonly [x: number, y: number];

export const sheet = { width: 1000, height: 400 } as const;

/** Characters that the server takes. */
const most = 4000;

/** Steps between kept points, at the least. */
const finest = 4;

/** Null: nothing was drawn, or more strokes than fit. Points are left out, ever more of them, until it is short enough. */
export function pathOf(strokes: readonly (readonly Point[])[]): string | null {
  const drawn = strokes.filter((stroke) => stroke.length > 0).map((stroke) => thinned(stroke.map(onSheet), (point, last) => Math.hypot(point[0] - last[0], point[1] - last[1]) >= finest));
  const longest = Math.max(0, ...drawn.map((stroke) => stroke.length));
  for (let every = 1; every <= 2 * longest; every *= 2) {
    const path = drawn.map((stroke) => lineOf(thinned(stroke, (_, __, i) => i % every === 0))).join('');
    if (path.length <= most) return path;
  }
  return null;
}

const onSheet = ([x, y]: Point): Point => [within(x, sheet.width), within(y, sheet.height)];

const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, Math.round(value)));

/** The first and the last always stay. */
function thinned(stroke: readonly Point[], keeps: (point: Point, last: Point, i: number) => boolean): Point[] {
  const kept: Point[] = [];
  for (const [i, point] of stroke.entries()) {
    const last = kept.at(-1);
    if (!last || i === stroke.length - 1 || keeps(point, last, i)) kept.push(point);
  }
  return kept;
}

/** A dot is a line to where it began. */
const lineOf = ([first, ...rest]: readonly Point[]): string =>
  first === undefined ? '' : `M${first.join(' ')}${(rest.length > 0 ? rest : [first]).map((point) => `L${point.join(' ')}`).join('')}`;
