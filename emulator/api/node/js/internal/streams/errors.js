// node:internal/streams/errors: the errors of streams.
(function (host, use) {
  "use strict";
  const { make, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE, ERR_METHOD_NOT_IMPLEMENTED, ERR_MISSING_ARGS, ERR_MULTIPLE_CALLBACK, ERR_OUT_OF_RANGE, ERR_UNKNOWN_ENCODING, AbortError } =
    use("node:internal/errors");
  const plain = (Base, code, text) => make(Base, code, () => text);

  // aggregate joins two errors of one failure.
  const aggregate = (inner, outer) => {
    if (!inner || !outer || inner === outer) return inner || outer;
    if (Array.isArray(outer.errors)) {
      outer.errors.push(inner);
      return outer;
    }
    const error = new AggregateError([outer, inner], outer.message);
    error.code = outer.code;
    return error;
  };

  return {
    aggregate, AbortError, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE, ERR_METHOD_NOT_IMPLEMENTED, ERR_MISSING_ARGS, ERR_MULTIPLE_CALLBACK,
    ERR_OUT_OF_RANGE, ERR_UNKNOWN_ENCODING,
    ERR_STREAM_PREMATURE_CLOSE: plain(Error, "ERR_STREAM_PREMATURE_CLOSE", "Premature close"),
    ERR_STREAM_DESTROYED: make(Error, "ERR_STREAM_DESTROYED", (name) => `Cannot call ${name} after a stream was destroyed`),
    ERR_STREAM_ALREADY_FINISHED: make(Error, "ERR_STREAM_ALREADY_FINISHED", (name) => `Cannot call ${name} after a stream was finished`),
    ERR_STREAM_CANNOT_PIPE: plain(Error, "ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable"),
    ERR_STREAM_WRITE_AFTER_END: plain(Error, "ERR_STREAM_WRITE_AFTER_END", "write after end"),
    ERR_STREAM_NULL_VALUES: plain(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream"),
    ERR_STREAM_PUSH_AFTER_EOF: plain(Error, "ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"),
    ERR_STREAM_UNSHIFT_AFTER_END_EVENT: plain(Error, "ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event"),
  };
});
