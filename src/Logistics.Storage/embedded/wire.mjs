// The PostgreSQL wire protocol in front of PGlite (https://www.postgresql.org/docs/current/protocol-message-formats.html).
//
// PGlite is one PostgreSQL session; the host opens several connections. What must hold is that no two of them ever mix:
//  - messages are handed over in whole units, up to and with the Sync or simple Query that ends them (else one connection could Bind
//    what another has just Parsed: both use the unnamed statement);
//  - while a transaction is open, only its connection is served, the others wait their turn;
//  - a connection that goes away is rolled back, and one that sits on an open transaction while others wait is cut off.
// A shared machine has other users: a client must know the password that the host made for this run.

import { timingSafeEqual } from 'node:crypto';
import net from 'node:net';

const PROTOCOL_3 = 196608;
const SSL_REQUEST = 80877103;
const GSSENC_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const [QUERY, SYNC, FLUSH, TERMINATE, PARSE, PASSWORD, READY] = [...'QSHXPpZ'].map((c) => c.charCodeAt(0));

/** Serves db on 127.0.0.1; resolves to { port, close }. */
export function serve(db, { port, password, idleInTransactionMs }) {
  const session = new Session(db, idleInTransactionMs);
  const clients = new Set();
  const server = net.createServer((socket) => {
    const client = new Client(socket, session, password);
    clients.add(client);
    socket.on('close', () => {
      clients.delete(client);
      session.leave(client);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve({
        port: server.address().port,
        close() {
          server.close();
          for (const client of clients) client.socket.destroy();
          return session.close();
        },
      }));
  });
}

/** Gives the one PostgreSQL session to one unit of messages at a time, and to one connection for a whole transaction. */
class Session {
  #db;
  #idleMs;
  #waiting = [];
  #owner = null; // the connection whose transaction is open
  #busy = false;
  #idleTimer = null;
  #closed = false;

  constructor(db, idleInTransactionMs) {
    this.#db = db;
    this.#idleMs = idleInTransactionMs;
  }

  submit(client, unit, asksReady = true) {
    if (this.#closed) return;
    this.#waiting.push({ client, unit, asksReady });
    this.#turn();
  }

  leave(client) {
    this.#waiting = this.#waiting.filter((entry) => entry.client !== client);
    if (this.#owner === client) this.#turn();
  }

  /** No more units; what the session is doing now is finished, an open transaction is not. */
  async close() {
    this.#closed = true;
    this.#waiting = [];
    while (this.#busy) await new Promise((resolve) => setTimeout(resolve, 5));
    if (this.#db.isInTransaction()) await this.#db.exec('ROLLBACK');
  }

  async #turn() {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#idleTimer);
    try {
      while (!this.#closed) {
        if (this.#owner?.gone) {
          if (this.#db.isInTransaction()) await this.#db.exec('ROLLBACK');
          this.#owner = null;
        }
        const next = this.#owner === null ? 0 : this.#waiting.findIndex((entry) => entry.client === this.#owner);
        if (next < 0 || this.#waiting.length === 0) break;
        const [{ client, unit, asksReady }] = this.#waiting.splice(next, 1);
        await this.#run(client, unit, asksReady);
        this.#owner = this.#db.isInTransaction() ? client : null;
      }
    } catch (error) {
      // The engine itself failed (out of memory, a corrupt page): its state is unknown, so the process ends and the host restarts it.
      console.error(error);
      process.exit(70);
    } finally {
      this.#busy = false;
    }
    if (this.#owner && this.#waiting.length > 0) {
      const sleeper = this.#owner;
      this.#idleTimer = setTimeout(() => sleeper.refuse('25P03', 'terminating connection: it left a transaction open while others waited'), this.#idleMs);
    }
  }

  async #run(client, unit, asksReady) {
    const answer = [];
    await this.#db.runExclusive(() =>
      this.#db.execProtocolRawStream(unit, { onRawData: (data) => answer.push(Buffer.from(data)) }));
    client.send(withOneReady(Buffer.concat(answer), asksReady));
  }
}

/** One connection: cuts the byte stream into messages and gathers them into units. */
class Client {
  #session;
  #password;
  #received = Buffer.alloc(0);
  #unit = [];
  #startup = null; // the start-up message, kept until the password has come
  #welcome = false;
  gone = false;

  constructor(socket, session, password) {
    this.socket = socket.setNoDelay(true);
    this.#session = session;
    this.#password = Buffer.from(password);
    socket.on('data', (data) => this.#read(data));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => (this.gone = true));
  }

  send(data) {
    if (this.socket.writable) this.socket.write(data);
  }

  /** A last word, then the end. */
  refuse(code, message) {
    this.gone = true;
    const text = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
    this.socket.end(Buffer.concat([header('E', text.length), text]), () => this.socket.destroy());
  }

  #read(data) {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
    while (!this.gone) {
      // Before the start-up message has come, messages carry no type byte.
      const typed = this.#startup !== null;
      const head = typed ? 5 : 8;
      if (this.#received.length < head) return;
      const length = this.#received.readInt32BE(typed ? 1 : 0) + (typed ? 1 : 0);
      if (length < head || length > 0x3fffffff) return this.refuse('08P01', 'invalid message length');
      if (this.#received.length < length) return;
      const message = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      if (!typed) this.#greet(message);
      else if (!this.#welcome) this.#identify(message);
      else this.#gather(message);
    }
  }

  #greet(message) {
    const code = message.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSSENC_REQUEST) this.send(Buffer.from('N'));
    else if (code === CANCEL_REQUEST) this.socket.destroy(); // a running statement cannot be interrupted
    else if (code !== PROTOCOL_3) this.refuse('08P01', 'only protocol 3.0 is spoken here');
    else {
      this.#startup = Buffer.from(message);
      this.send(Buffer.concat([header('R', 4), Buffer.from([0, 0, 0, 3])])); // asks for the password in clear: it stays on this machine
    }
  }

  #identify(message) {
    const given = message[0] === PASSWORD ? message.subarray(5, -1) : Buffer.alloc(0);
    if (given.length !== this.#password.length || !timingSafeEqual(given, this.#password))
      return this.refuse('28P01', 'password authentication failed');
    this.#welcome = true;
    this.#session.submit(this, new Uint8Array(this.#startup));
  }

  #gather(message) {
    const type = message[0];
    if (type === TERMINATE) return this.socket.end();
    // COPY ... FROM STDIN would wait inside the engine for data that cannot reach it, and every connection with it.
    if ((type === QUERY || type === PARSE) && /\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(message.toString('latin1')))
      return this.refuse('0A000', 'COPY FROM STDIN is not supported by the embedded store');
    this.#unit.push(message);
    if (type !== QUERY && type !== SYNC && type !== FLUSH) return;
    const unit = new Uint8Array(Buffer.concat(this.#unit));
    this.#unit = [];
    this.#session.submit(this, unit, type !== FLUSH);
  }
}

/**
 * A unit ends with one ReadyForQuery, or with none when it only asked to flush. After an error in the extended protocol PGlite says it
 * at the error and again at the Sync: a client would take the first for the end of this unit and the second for that of its next one.
 */
function withOneReady(answer, asked) {
  const kept = [];
  let ready = null;
  let from = 0;
  for (let at = 0; at < answer.length;) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    if (answer[at] === READY) {
      kept.push(answer.subarray(from, at));
      ready = answer.subarray(at, end);
      from = end;
    }
    at = end;
  }
  kept.push(answer.subarray(from));
  if (ready !== null && asked) kept.push(ready);
  return Buffer.concat(kept);
}

function header(type, bodyLength) {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(bodyLength + 4, 1);
  return head;
}
