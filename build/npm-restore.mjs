// npm-restore FOLDER: brings FOLDER/node_modules in line with FOLDER/package-lock.json.
//
// MSBuild may build two projects that need the same folder at once (or two terminals may build the same checkout): the one that comes
// second waits for the first and then finds the work done. The stamp holds the lock file's hash, so that a fresh checkout with old
// modules, or a branch with another lock file, restores again; nothing else does.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2]);
const stamp = join(folder, 'node_modules', '.restored.stamp');
const turn = join(folder, '.restoring.stamp');
const wanted = createHash('sha256')
  .update(readFileSync(join(folder, 'package.json')))
  .update(readFileSync(join(folder, 'package-lock.json')))
  .digest('hex');

await takeTurn();
try {
  if (read(stamp) !== wanted) {
    // Packages' install scripts are never run: the build must not execute what it downloads.
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder, stdio: 'inherit', shell: process.platform === 'win32',
    });
    if (npm.status !== 0) process.exitCode = 1;
    else writeFileSync(stamp, wanted);
  } else {
    writeFileSync(stamp, wanted); // only its time changes: MSBuild compares times
  }
} finally {
  rmSync(turn, { recursive: true, force: true });
}

async function takeTurn() {
  for (;;) {
    try {
      mkdirSync(turn);
      writeFileSync(join(turn, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    await new Promise((wait) => setTimeout(wait, 200));
    const pid = Number(read(join(turn, 'pid')) ?? NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(turn, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
