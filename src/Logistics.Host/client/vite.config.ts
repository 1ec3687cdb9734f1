import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { defineConfig, type Plugin } from 'vite';

/** Gives the driver's page a version: a hash of all that its worker keeps. */
function shellVersion(): Plugin {
  return {
    name: 'shell-version',
    generateBundle(_, bundle) {
      const hash = createHash('sha256');
      for (const beside of ['wwwroot/ramasse.css', 'wwwroot/tournee.css', 'Pages/Round.cshtml', 'Resources/Texts.resx'])
        hash.update(readFileSync(fileURLToPath(new URL(`../${beside}`, import.meta.url))));
      const page = bundle['tournee.js'];
      const worker = bundle['tournee-worker.js'];
      if (page?.type !== 'chunk' || worker?.type !== 'chunk' || page.imports.length > 0) throw new Error('The driver\'s page is one script, which its worker keeps.');
      for (const one of [worker, bundle['push-worker.js']])
        if (one?.type !== 'chunk' || one.imports.length > 0) throw new Error('A worker is one script: browsers load nothing beside it.');
      hash.update(page.code);
      worker.code = worker.code.replaceAll('__SHELL__', JSON.stringify(hash.digest('hex').slice(0, 12)));
    },
  };
}

// One small entry that every page loads, the map in its own chunk when a map is on the page; the driver's page and the workers each in one file.
export default defineConfig({
  base: '/app/',
  plugins: [shellVersion()],
  build: {
    outDir: '../wwwroot/app',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { main: 'src/main.ts', board: 'src/board.ts', tournee: 'src/tournee.ts', 'tournee-worker': 'src/tournee/worker.ts', 'push-worker': 'src/push/worker.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' },
    },
  },
  worker: { format: 'es' },
});
