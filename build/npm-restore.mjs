// npm-restore FOLDER: brings FOLDER/node_modules in line with FOLDER/package-lock.json.
//
// MSBuild may build two projects that need the same folder at once (or two terminals may build the same checkout): the one that comes
// second waits for the first and then finds the work done. The stamp holds the lock file's hash, so that a fresh checkout with old
// modules, or a branch with another lock file, restores again; nothing else does.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { inTurn, read } from './turns.mjs';

const folder = resolve(process.argv[2]);
const stamp = join(folder, 'node_modules', '.restored.stamp');
const wanted = createHash('sha256')
  .update(readFileSync(join(folder, 'package.json')))
  .update(readFileSync(join(folder, 'package-lock.json')))
  .digest('hex');

await inTurn(join(folder, '.restoring.stamp'), () => {
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
});
