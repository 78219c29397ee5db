// node:internal/streams/web_closed: when a stream of the Web has ended.
(function (host, use) {
  "use strict";
  const { isReadableWeb, isTransformWeb } = use("node:internal/streams/utils");

  // A locked stream tells only its reader; what it does there is seen by asking again.
  const closed = async (stream) => {
    if (isTransformWeb(stream)) {
      await Promise.all([closed(stream.readable), closed(stream.writable)]);
      return;
    }
    if (stream.locked) {
      const tell = host.closed?.(stream);
      if (tell !== undefined) await tell;
      return;
    }
    const end = isReadableWeb(stream) ? stream.getReader() : stream.getWriter();
    const whenClosed = end.closed;
    end.releaseLock();
    await whenClosed;
  };
  return { closed };
});
