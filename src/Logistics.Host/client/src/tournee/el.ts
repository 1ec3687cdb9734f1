// Elements and pictograms. No inline style and no inline script: the page's policy allows neither.

type Child = Node | string | null | undefined | false;

type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false && child !== ''));
  return element;
}

export function svg(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Drawn for this page on a square of 24, in lines: a stop must be closed by who reads no French. */
const drawings = {
  pickup: 'M4 14v6h16v-6M12 15V3M7 8l5-5 5 5',
  delivery: 'M4 14v6h16v-6M12 3v12M7 10l5 5 5-5',
  phone: 'M5 3h4l2 5-3 2a12 12 0 0 0 6 6l2-3 5 2v4c0 1-1 2-2 2A17 17 0 0 1 3 5c0-1 1-2 2-2',
  go: 'M3 11 21 3l-8 18-2-8z',
  done: 'M4 13l5 5L20 6',
  problem: 'M12 3 2 21h20zM12 10v5M12 18v.5',
  list: 'M8 6h13M8 12h13M8 18h13M3 6h1M3 12h1M3 18h1',
  scales: 'M12 4v16M7 20h10M5 8h14M5 8l-3 6h6zM19 8l-3 6h6z',
  cold: 'M12 2v20M4 7l16 10M20 7 4 17M9 4l3 2 3-2M9 20l3-2 3 2',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  refused: 'M5 5l14 14M19 5 5 19',
  later: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l4 2',
  back: 'M15 5l-7 7 7 7',
  door: 'M6 21V3h12v18M3 21h18M15 12h.5',
  queue: 'M12 17V4M7 9l5-5 5 5M4 20h16',
  pin: 'M12 21s-7-7-7-12a7 7 0 0 1 14 0c0 5-7 12-7 12M12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  box: 'M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9',
} as const;

export type Pictogram = keyof typeof drawings;

export function pictogram(name: Pictogram): SVGElement {
  return svg('svg', { class: `pict pict-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: drawings[name] }));
}

/** A button with a pictogram and a word, large enough for a glove. */
export function button(word: string, picture: Pictogram | null, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el('button', { type: 'button', click: onClick as EventListener, ...attributes }, picture && pictogram(picture), el('span', {}, word));
}
