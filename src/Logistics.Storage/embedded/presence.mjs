// One companion per data folder.
//
// The host holds an operating-system lock on the folder, but the host can be killed alone: for a moment its companion is then still
// closing the database while a new host already has the lock. So the companion shows its own presence as well: a local socket inside the
// folder (a named pipe on Windows), which the system closes at the very moment the process ends, however it ends.
// A newcomer that can connect to it waits until that connection closes; one that cannot finds only a dead file and takes its place.

import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import net from 'node:net';

/** Resolves once this process is the folder's only companion; rejects when an earlier one is still there after patienceMs. */
export async function becomeOnlyCompanion(folder, patienceMs) {
  // A socket's path may have about a hundred characters only, so it is named relative to the folder.
  process.chdir(folder);
  const name = process.platform === 'win32'
    ? `\\\\.\\pipe\\logistics-${createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)}`
    : 'companion.sock';
  const deadline = Date.now() + patienceMs;
  while (!(await claim(name))) {
    await earlierOneLeft(name, deadline);
    if (process.platform !== 'win32') rmSync(name, { force: true });
  }
}

function claim(name) {
  return new Promise((resolve, reject) => {
    const presence = net.createServer((visitor) => visitor.on('error', () => {}).resume());
    presence.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    presence.listen(name, () => {
      presence.unref();
      resolve(true);
    });
  });
}

function earlierOneLeft(name, deadline) {
  return new Promise((resolve, reject) => {
    const visitor = net.connect(name);
    const timer = setTimeout(() => {
      visitor.destroy();
      reject(new Error('another process has this data folder open'));
    }, Math.max(0, deadline - Date.now()));
    // Refused at once, or closed later: either way nobody is there any more.
    visitor.on('error', () => {});
    visitor.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
    visitor.resume();
  });
}
