// Colours come from the page's style sheet, so that light and dark are decided in one place. Dashes tell routes apart without colour.

export const paletteSize = 12;

export const dashes: readonly (number[] | null)[] = [null, [3, 1.2], [1, 1], [5, 1, 1, 1]];

export interface Palette {
  ground: string;
  road: string;
  ink: string;
  quiet: string;
  routes: string[];
}

export function readPalette(place: HTMLElement): Palette {
  const style = getComputedStyle(place);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: token('--map-ground'),
    road: token('--map-road'),
    ink: token('--ink'),
    quiet: token('--quiet'),
    routes: Array.from({ length: paletteSize }, (_, i) => token(`--route-${i + 1}`)),
  };
}
