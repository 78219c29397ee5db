// tee of streams that scripts made.
(function (host, use) {
  "use strict";
  const { Reader, OPEN, read, cancel, then, Slot } = use("stream_util");
  const resolve = Promise.resolve.bind(Promise);

  const tee = (s) => {
    const bytes = s.controller.byob === true;
    const reader = new Reader(s, false);
    const { create } = use(bytes ? "readable_byte" : "readable_default");
    const branches = [], gone = [false, false], cancelled = new Slot();
    let reading = false, again = false;

    const each = (fn) => branches.forEach((b, i) => { if (!gone[i] && b.status === OPEN) fn(b.controller, i) });
    const pull = () => {
      if (reading) { again = true; return }
      reading = true;
      read(reader, {
        chunk(v) {
          reading = false;
          let copy = v;
          if (bytes && !gone[0] && !gone[1]) copy = v.slice();
          each((c, i) => c.enqueue(i === 0 ? v : copy));
          if (again) { again = false; pull() }
        },
        close() { reading = false; each((c) => c.close()); cancelled.resolve(undefined) },
        error(e) { reading = false; each((c) => c.error(e)); cancelled.resolve(undefined) },
      });
    };
    const stop = (i) => (reason) => {
      gone[i] = true;
      if (gone[0] && gone[1]) {
        const p = cancel(s, reason);
        then(resolve(p), (v) => cancelled.resolve(v), (e) => cancelled.reject(e));
      }
      // Nothing happens to the source while the other branch is there.
      return gone[0] && gone[1] ? cancelled.promise() : undefined;
    };
    for (let i = 0; i < 2; i++) branches.push(create(pull, stop(i)));
    return branches;
  };
  return { tee };
})
