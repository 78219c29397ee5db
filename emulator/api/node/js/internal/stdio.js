// node:internal/stdio: what is written to the descriptors 1 and 2, shown by the console a line at a time.
(function () {
  "use strict";
  const MAX_WRITE = 16 * 1024;
  const MAX_LINE = 4096;
  const console = globalThis.console;
  const shown = { 1: console.log, 2: console.error };
  const lines = { 1: [], 2: [] };
  const scheduled = {};

  const show = (fd, bytes) => {
    let text = new TextDecoder().decode(new Uint8Array(bytes));
    if (text.endsWith("\n")) text = text.slice(0, -1);
    shown[fd].call(console, text);
  };
  // An unfinished line goes out when the running code is done: what is written at once stays on one line.
  const flushLater = (fd) => {
    if (scheduled[fd]) return;
    scheduled[fd] = true;
    queueMicrotask(() => {
      scheduled[fd] = false;
      const rest = lines[fd];
      lines[fd] = [];
      if (rest.length > 0) show(fd, rest);
    });
  };
  return {
    // write takes at most 16 KiB and says how much it took.
    write(fd, bytes) {
      bytes = bytes.subarray(0, MAX_WRITE);
      let start = 0;
      for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
        const line = lines[fd];
        lines[fd] = [];
        for (const byte of bytes.subarray(start, end + 1)) line.push(byte);
        show(fd, line);
      }
      if (start < bytes.length) {
        for (const byte of bytes.subarray(start)) lines[fd].push(byte);
        if (lines[fd].length > MAX_LINE) lines[fd] = lines[fd].slice(-MAX_LINE);
        flushLater(fd);
      }
      return bytes.length;
    },
  };
});
