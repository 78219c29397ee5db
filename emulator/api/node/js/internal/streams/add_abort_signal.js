// node:internal/streams/add_abort_signal: signals that destroy streams.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, AbortError } = use("node:internal/errors");
  const { isNode, isWeb } = use("node:internal/streams/utils");

  const isSignal = (v) => typeof v === "object" && v !== null && "aborted" in v;
  function addAbortSignalNoValidate(signal, stream) {
    if (!isSignal(signal)) return stream;
    const abort = isNode(stream)
      ? () => stream.destroy(new AbortError(undefined, { cause: signal.reason }))
      : () => stream.cancel?.(new AbortError(undefined, { cause: signal.reason }));
    if (signal.aborted) {
      abort();
      return stream;
    }
    signal.addEventListener("abort", abort);
    use("node:internal/streams/end_of_stream").eos(stream, () => signal.removeEventListener("abort", abort));
    return stream;
  }
  return {
    addAbortSignalNoValidate,
    addAbortSignal(signal, stream) {
      if (!isSignal(signal)) throw new ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal);
      if (!isNode(stream) && !isWeb(stream)) {
        throw new ERR_INVALID_ARG_TYPE("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
      }
      return addAbortSignalNoValidate(signal, stream);
    },
  };
});
