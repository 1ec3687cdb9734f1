// Builds the page's script. MSBuild calls it when a source is newer than the last build; two builds at once take turns and the second
// finds the work done: the stamp holds the hash of all that goes in.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { inTurn, read } from '../../../build/turns.mjs';

const client = dirname(fileURLToPath(import.meta.url));
const stamp = join(client, '..', 'wwwroot', 'app', '.built.stamp');
const sources = [
  ...readdirSync(join(client, 'src'), { recursive: true }).filter((name) => /\.\w+$/.test(name)).sort().map((name) => join('src', name)),
  ...readdirSync(join(client, 'test')).sort().map((name) => join('test', name)),
  'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'build.mjs',
  // What the driver's page keeps beside its script: another one is another version.
  join('..', 'wwwroot', 'ramasse.css'), join('..', 'wwwroot', 'tournee.css'), join('..', 'Pages', 'Round.cshtml'), join('..', 'Resources', 'Texts.resx'),
];
const hash = createHash('sha256');
for (const source of sources) hash.update(source).update(readFileSync(join(client, source)));
const wanted = hash.digest('hex');

await inTurn(join(client, '.building.stamp'), () => {
  if (read(stamp) === wanted) {
    writeFileSync(stamp, wanted); // only its time changes: MSBuild compares times
  } else if (run('node', [join(client, '..', '..', '..', 'build', 'npm-restore.mjs'), client])
    && run('npm', ['run', 'check']) && run('npm', ['test']) && run('npm', ['run', 'build'])) {
    writeFileSync(stamp, wanted);
  } else {
    process.exitCode = 1;
  }
});

function run(program, args) {
  const options = { cwd: client, stdio: 'inherit', shell: process.platform === 'win32' };
  return spawnSync(program, args, options).status === 0;
}
