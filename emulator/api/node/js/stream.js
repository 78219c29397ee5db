// node:stream: streams of Node.
// exports: Duplex PassThrough Readable Stream Transform Writable _isArrayBufferView _isUint8Array _uint8ArrayToBuffer
// exports: addAbortSignal compose destroy duplexPair finished getDefaultHighWaterMark isDestroyed isDisturbed isErrored
// exports: isReadable isWritable pipeline promises setDefaultHighWaterMark
(function (host, use) {
  "use strict";
  const { Stream } = use("node:internal/streams/legacy");
  const { Readable } = use("node:internal/streams/readable");
  const { Writable } = use("node:internal/streams/writable");
  const { Duplex, duplexPair } = use("node:internal/streams/duplex");
  const { Transform, PassThrough } = use("node:internal/streams/transform");
  use("node:internal/streams/operators");
  const { addAbortSignal } = use("node:internal/streams/add_abort_signal");
  const { compose } = use("node:internal/streams/compose");
  const { destroyer } = use("node:internal/streams/destroy");
  const { eos, finished } = use("node:internal/streams/end_of_stream");
  const { pipeline, pipelinePromise } = use("node:internal/streams/pipeline");
  const { getDefaultHighWaterMark, setDefaultHighWaterMark } = use("node:internal/streams/state");
  const { isDestroyed, isDisturbed, isErrored, isReadable, isWritable } = use("node:internal/streams/utils");
  const { Buffer } = use("node:buffer");

  const custom = Symbol.for("nodejs.util.promisify.custom");
  Object.defineProperty(pipeline, custom, { enumerable: true, get: () => pipelinePromise });
  Object.defineProperty(eos, custom, { enumerable: true, get: () => finished });
  return Object.assign(Stream, {
    Stream, Readable, Writable, Duplex, Transform, PassThrough, duplexPair, addAbortSignal, compose, pipeline, isDestroyed, isDisturbed,
    isErrored, isReadable, isWritable, getDefaultHighWaterMark, setDefaultHighWaterMark,
    destroy: destroyer,
    finished: eos,
    promises: use("node:stream/promises"),
    _isArrayBufferView: (v) => ArrayBuffer.isView(v),
    _isUint8Array: (v) => v instanceof Uint8Array,
    _uint8ArrayToBuffer: (v) => Buffer.from(v.buffer, v.byteOffset, v.byteLength),
  });
});
