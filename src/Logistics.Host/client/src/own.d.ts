// A source that is built into a page's script a second time, under another name: the driver's page is one file and shares none with other pages.
declare module '*/photo.ts?own' {
  export const shrink: typeof import('./tournee/photo').shrink;
}
