// PostgreSQL with PostGIS for a first run and for a small instance: PGlite on a data folder, served on a loopback port.
//
// The host speaks to it thus: the first line on stdin is one JSON object { folder, port, password }; the first line on stdout is one JSON
// object, { port, pid } when connections are welcome or { error, detail } when it cannot start. From then on each further line is answered
// by a line: a statement that never ends blocks this process, and the host notices that the answer does not come. When stdin closes, because the host asks
// for the end or because it was killed, the database is closed and the process ends. The password comes by stdin because a command line
// can be read by every user of the machine.

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) giveUp('node-too-old', process.versions.node);

// The folder holds names and telephone numbers: what this process makes there is for its own user only.
process.umask(0o077);

const { createInterface } = await import('node:readline');
const { existsSync, mkdirSync, rmSync, writeFileSync } = await import('node:fs');
const { join, resolve } = await import('node:path');

const stdin = createInterface({ input: process.stdin });
let stop; // ends the server; replaced as there is more to end
let stopping = false;
stdin.on('close', () => {
  stopping = true;
  stop?.();
});
// Ctrl-C and a service manager's stop reach every process of the group; the host still has writes to finish, and it decides when we end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const settings = JSON.parse(await new Promise((got) => {
  stdin.once('line', got);
  stop = () => process.exit(0);
}));
stop = undefined;
const folder = resolve(settings.folder);

let modules;
try {
  const [{ PGlite }, { postgis }] = await Promise.all([import('@electric-sql/pglite'), import('@electric-sql/pglite-postgis')]);
  modules = { PGlite, postgis, ...(await import('./presence.mjs')), ...(await import('./wire.mjs')) };
} catch (error) {
  giveUp('packages-missing', error.message);
}

try {
  mkdirSync(folder, { recursive: true });
  await modules.becomeOnlyCompanion(folder, settings.patienceMs ?? 30_000);
} catch (error) {
  giveUp('folder-in-use', error.message);
}

const data = join(folder, 'pgdata');
const complete = join(folder, 'pgdata.complete');
let db;
try {
  // A first start that was interrupted leaves half a database in which nothing was ever acknowledged: begin again.
  if (!existsSync(complete)) rmSync(data, { recursive: true, force: true });
  db = await modules.PGlite.create(data, { extensions: { postgis: modules.postgis } });
  await db.exec('CREATE EXTENSION IF NOT EXISTS postgis');
  writeFileSync(complete, 'The folder pgdata was made completely. Without this file it would be made anew.\n');
} catch (error) {
  giveUp('database', error.message);
}

let door;
try {
  door = await modules.serve(db, {
    port: settings.port ?? 0,
    password: settings.password,
    idleInTransactionMs: settings.idleInTransactionMs ?? 30_000,
  });
} catch (error) {
  await db.close();
  giveUp(error.code === 'EADDRINUSE' ? 'port-in-use' : 'database', error.message);
}

stop = async () => {
  stop = undefined;
  await door.close();
  await db.close();
  process.exit(0);
};
if (stopping) await stop();
process.stdout.write(`${JSON.stringify({ port: door.port, pid: process.pid })}\n`);
stdin.on('line', () => process.stdout.write('alive\n'));

function giveUp(error, detail) {
  process.stdout.write(`${JSON.stringify({ error, detail })}\n`, () => process.exit(1));
  throw new Error(`${error}: ${detail}`);
}
