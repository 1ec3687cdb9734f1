// What a device is told and where a click leads. By itself, so that it can be tested without a browser.

export interface Told {
  readonly title: string;
  readonly body: string;
  /** Of a page of ours, from "/". */
  readonly path: string;
  /** The same for a second attempt: it takes the place of the first. */
  readonly tag: string;
}

/** What our server sealed (Host/Wiring/PostgisDevices); null: it is something else. */
export function toldOf(text: string | undefined): Told | null {
  try {
    const said: unknown = JSON.parse(text ?? '');
    if (typeof said !== 'object' || said === null) return null;
    const { title, body, path, tag } = said as Record<string, unknown>;
    return typeof title === 'string' && typeof body === 'string' && typeof path === 'string' && typeof tag === 'string' ? { title, body, path, tag } : null;
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    return null;
  }
}

/** The page that a click opens: one of ours, whatever the path says. */
export function pageOf(path: string, origin: string): string {
  try {
    const page = new URL(path, origin);
    return page.origin === origin ? page.href : `${origin}/`;
  } catch (failure) {
    // What is no address at all (WHATWG URL).
    if (!(failure instanceof TypeError)) throw failure;
    return `${origin}/`;
  }
}
