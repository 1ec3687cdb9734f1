// Builds the page's script. MSBuild calls it when a source is newer than the last build; two builds at once take turns and the second
// finds the work done: the stamp holds the hash of all that goes in.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = dirname(fileURLToPath(import.meta.url));
const stamp = join(client, '..', 'wwwroot', 'app', '.built.stamp');
const turn = join(client, '.building.stamp');
const sources = [
  ...readdirSync(join(client, 'src'), { recursive: true }).filter((name) => /\.\w+$/.test(name)).sort().map((name) => join('src', name)),
  'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'build.mjs',
];
const hash = createHash('sha256');
for (const source of sources) hash.update(source).update(readFileSync(join(client, source)));
const wanted = hash.digest('hex');

await takeTurn();
try {
  if (read(stamp) === wanted) {
    writeFileSync(stamp, wanted); // only its time changes: MSBuild compares times
  } else if (run('node', [join(client, '..', '..', '..', 'build', 'npm-restore.mjs'), client])
    && run('npm', ['run', 'check']) && run('npm', ['run', 'build'])) {
    writeFileSync(stamp, wanted);
  } else {
    process.exitCode = 1;
  }
} finally {
  rmSync(turn, { recursive: true, force: true });
}

function run(program, args) {
  const options = { cwd: client, stdio: 'inherit', shell: process.platform === 'win32' };
  return spawnSync(program, args, options).status === 0;
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
    if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) rmSync(turn, { recursive: true, force: true });
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
