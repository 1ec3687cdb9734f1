import { defineConfig } from 'vite';

// One small entry that every page loads; the map comes in its own chunk when a map is on the page.
export default defineConfig({
  base: '/app/',
  build: {
    outDir: '../wwwroot/app',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: 'src/main.ts',
      output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' },
    },
  },
  worker: { format: 'es' },
});
