// Google OR-Tools behind two pipes. One request at a time: read a frame, solve, write a frame.
//
// Frame, both ways, integers little-endian:
//   4 bytes  magic, the ASCII letters "ORT1"
//   u32      kind
//   u32      length of the payload in bytes
//   payload
// Requests:
//   1 hello       one byte per engine to load now: 2 constraint, 3 linear (none: only say who is there)
//   2 constraint  u32 length of SatParameters, SatParameters, CpModelProto
//   3 linear      MPModelRequest
// Replies:
//   0x81 UTF-8 text, who is there | 0x82 CpSolverResponse | 0x83 MPSolutionResponse | 0xFF UTF-8 text, what went wrong (then the program ends)
//
// Standard output carries frames only; whatever the engines print goes to standard error. The program ends when standard input closes.

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const fs = createRequire(import.meta.url)('node:fs');
const MAGIC = 0x3154524f; // "ORT1" read little-endian
const HEADER = 12;
const KIND = { hello: 1, constraint: 2, linear: 3 };
const REPLY = 0x80;
const FAILED = 0xff;

// The WebAssembly runtime prints with fs.writeSync(1, ...), JavaScript with console.log: both would tear a frame.
const writeSync = fs.writeSync;
fs.writeSync = (descriptor, ...rest) => writeSync(descriptor === 1 ? 2 : descriptor, ...rest);
process.stdout.write = process.stderr.write.bind(process.stderr);
console.log = console.info = console.debug = console.error;

// A solve blocks this thread, so a closed standard input would go unseen until it ends. A second thread watches the parent instead.
new Worker(
  `const parent = process.ppid;
   const orphaned = () => {
     if (process.ppid !== parent) return true;
     try { process.kill(parent, 0); return false; } catch (error) { return error.code === 'ESRCH'; }
   };
   setInterval(() => { if (orphaned()) process.kill(process.pid, 'SIGKILL'); }, 500);`,
  { eval: true }).unref();

function writeAll(bytes) {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at, bytes.length - at);
    } catch (error) {
      if (error.code === 'EPIPE') process.exit(0);
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function reply(kind, payload) {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(kind, 4);
  header.writeUInt32LE(payload.length, 8);
  writeAll(header);
  writeAll(payload);
}

const { CpSat } = await import('or-tools-wasm/cp-sat');
const { MPSolver } = await import('or-tools-wasm/mp-solver');

// One variable from 0 to 1, for each engine: WebAssembly is compiled when first run, and no solve's time limit should pay for that.
const variable = [0x1a, 0x14, 0x09, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x20];
const tinyLinear = (whole, engine) => Uint8Array.of(0x0a, 0x16, ...variable, whole, 0x10, engine);
const TINY = {
  constraint: Uint8Array.of(0x12, 4, 0x12, 2, 0, 1),
  linear: [tinyLinear(0, 2), tinyLinear(1, 3)],
};

async function answer(kind, payload) {
  switch (kind) {
    case KIND.hello: {
      if (payload.includes(KIND.constraint)) await CpSat.solveRaw(TINY.constraint);
      if (payload.includes(KIND.linear)) for (const request of TINY.linear) await MPSolver.solveModelRequest(request);
      const { dependencies } = JSON.parse(fs.readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
      return Buffer.from(`or-tools-wasm ${dependencies['or-tools-wasm']}, Node.js ${process.versions.node}`);
    }
    case KIND.constraint: {
      const split = 4 + payload.readUInt32LE(0);
      return CpSat.solveRaw(payload.subarray(split), payload.subarray(4, split));
    }
    case KIND.linear:
      return (await MPSolver.solveModelRequest(payload)).bytes;
    default:
      throw new Error(`unknown request ${kind}`);
  }
}

async function serve() {
  let chunks = [];
  let held = 0;
  const take = count => {
    const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, held);
    chunks = [all.subarray(count)];
    held -= count;
    return all.subarray(0, count);
  };

  let header = null;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    held += chunk.length;
    for (;;) {
      if (header === null && held >= HEADER) header = take(HEADER);
      if (header === null || held < header.readUInt32LE(8)) break;
      if (header.readUInt32LE(0) !== MAGIC) throw new Error('standard input does not carry frames');
      const kind = header.readUInt32LE(4);
      const payload = take(header.readUInt32LE(8));
      header = null;
      try {
        const bytes = await answer(kind, payload);
        if (bytes.length === 0) throw new Error('the engine returned nothing');
        reply(kind | REPLY, bytes);
      } catch (error) {
        // After an abort the WebAssembly memory cannot be trusted: say why, and let the pool start a fresh process.
        reply(FAILED, Buffer.from(String(error?.message ?? error)));
        process.kill(process.pid, 'SIGKILL');
      }
    }
  }
}

await serve();
// Not process.exit: it would wait for the engines' background compilation.
process.kill(process.pid, 'SIGKILL');
