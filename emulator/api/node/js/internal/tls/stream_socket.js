// node:internal/tls/stream_socket: a net.Socket over any duplex stream.
(function (host, use) {
  "use strict";
  const { make } = use("node:internal/errors");
  const { Socket } = use("node:internal/net/socket");
  const ERR_STREAM_WRAP = make(Error, "ERR_STREAM_WRAP", "Stream has StringDecoder set or is in objectMode");

  // handleOf makes a handle whose reader and writer are the stream's.
  const handleOf = (stream) => {
    const closed = Promise.withResolvers();
    const waiting = [];
    const ended = [];
    const chunks = [];
    const serve = () => {
      while (waiting.length > 0 && (chunks.length > 0 || ended.length > 0)) {
        const resolve = waiting.shift();
        if (chunks.length > 0) resolve({ value: chunks.shift(), done: false });
        else resolve({ value: undefined, done: true });
      }
    };
    stream.on("data", (chunk) => {
      if (typeof chunk === "string") return;
      chunks.push(new Uint8Array(chunk));
      serve();
    });
    stream.once("end", () => {
      ended.push(true);
      serve();
      closed.resolve();
    });
    return {
      reading: true, bytesRead: 0, bytesWritten: 0, options: { host: "0.0.0.0", port: 0, addressType: 4 },
      socket: {
        startTls() {
          throw new Error("startTls() should not be called for a duplex stream");
        },
        upgraded: false, secureTransport: "off", opened: Promise.resolve({}), closed: closed.promise,
        close() {
          queueMicrotask(() => closed.resolve());
          return closed.promise;
        },
      },
      reader: {
        read: () => new Promise((resolve) => {
          waiting.push(resolve);
          serve();
        }),
        releaseLock() {},
      },
      writer: {
        write: async (data) => void stream.write(data),
        close: async () => void stream.end(),
        releaseLock() {},
      },
    };
  };

  class JSStreamSocket extends Socket {
    constructor(stream) {
      const refuse = (chunk) => {
        if (typeof chunk !== "string" && stream.readableObjectMode !== true) return;
        stream.pause();
        stream.removeListener("data", refuse);
        this.emit("error", new ERR_STREAM_WRAP());
      };
      const handle = handleOf(stream);
      super({ handle });
      stream.pause();
      stream.on("error", (error) => this.emit("error", error));
      stream.on("data", refuse);
      stream.once("close", () => this.destroy());
      this.stream = stream;
      handle.socket.closed.then(() => stream.destroy());
    }
    isClosing() {
      return !this.readable || !this.writable;
    }
    readStart() {
      this.stream.resume();
      return 0;
    }
    readStop() {
      this.stream.pause();
      return 0;
    }
    doShutdown() {
      queueMicrotask(() => this.stream.end());
      return 0;
    }
    doClose() {
      this.stream.destroy();
    }
  }
  return { JSStreamSocket };
});
