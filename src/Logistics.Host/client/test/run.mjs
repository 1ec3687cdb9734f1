// Tests of what needs no browser: `npm test`. Node 20 reads no TypeScript, so the modules are built first, into a folder that goes away.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ramasse-client-'));
try {
  const modules = ['amounts', 'order', 'round', 'send', 'strokes', 'trip', 'ways'].map((name) => join('tournee', name)).concat(['base64url', 'tell'].map((name) => join('push', name)));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'node20',
      minify: false,
      lib: { entry: Object.fromEntries(modules.map((name) => [basename(name), join(here, '..', 'src', `${name}.ts`)])), formats: ['es'], fileName: (_, name) => `${name}.mjs` },
    },
  });
  const tests = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name));
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...tests], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, MODULES: folder } });
  if (run.status !== 0) {
    process.stdout.write(run.stdout);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
