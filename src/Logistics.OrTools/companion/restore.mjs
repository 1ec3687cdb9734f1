// node restore.mjs LOCK: installs the packages of package-lock.json here, unless that is done already.
// Builds run side by side, and `npm ci` empties node_modules before it fills it: the folder LOCK, which only one process can create,
// lets one build through at a time. The stamp holds the hash of the lock file it was made for.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const here = import.meta.dirname;
const lock = process.argv[2];
const stamp = join(here, 'node_modules', '.restored.stamp');
const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
const done = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

function tryLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

// A build that was killed leaves its lock behind; no install takes ten minutes.
function isStale() {
  try {
    return Date.now() - statSync(lock).mtimeMs > 600_000;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return false;
  }
}

mkdirSync(dirname(lock), { recursive: true });
while (!tryLock()) {
  if (isStale()) rmSync(lock, { recursive: true, force: true });
  else await sleep(200);
}
try {
  if (!done()) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: here, stdio: 'inherit', shell: process.platform === 'win32',
    });
    writeFileSync(stamp, wanted);
  }
  // The build compares times: the stamp must be younger than the lock file, even when a checkout touched that.
  const now = new Date();
  utimesSync(stamp, now, now);
} finally {
  rmSync(lock, { recursive: true, force: true });
}
