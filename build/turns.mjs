// Work that two builds must not do at once: whoever comes second waits for the first, and then finds the work done by its stamp.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Does `work` while no other process holds the folder `turn`; a holder that was killed loses its turn. */
export async function inTurn(turn, work) {
  await take(turn);
  try {
    work();
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

/** The text of a file, or null when it is not there. Any other trouble is told, not hidden. */
export function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return null;
  }
}

async function take(turn) {
  mkdirSync(dirname(turn), { recursive: true });
  for (;;) {
    try {
      mkdirSync(turn); // only one process can
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
