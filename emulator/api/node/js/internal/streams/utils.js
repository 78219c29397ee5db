// node:internal/streams/utils: what can be asked of any stream, Node's or of the Web.
(function () {
  "use strict";
  const disturbed = Symbol.for("nodejs.stream.disturbed");
  const errored = Symbol.for("nodejs.stream.errored");
  const readable = Symbol.for("nodejs.stream.readable");
  const writable = Symbol.for("nodejs.stream.writable");
  const destroyed = Symbol.for("nodejs.stream.destroyed");

  const isReadableNode = (s, strict = false) =>
    Boolean(s && typeof s.pipe === "function" && typeof s.on === "function" &&
      (!strict || (typeof s.pause === "function" && typeof s.resume === "function")) &&
      (!s._writableState || s._readableState?.readable !== false) && (!s._writableState || s._readableState));
  const isWritableNode = (s) =>
    Boolean(s && typeof s.write === "function" && typeof s.on === "function" && (!s._readableState || s._writableState?.writable !== false));
  const isDuplexNode = (s) => Boolean(s && typeof s.pipe === "function" && s._readableState && typeof s.on === "function" && typeof s.write === "function");
  const isNode = (s) =>
    s && (s._readableState || s._writableState || (typeof s.write === "function" && typeof s.on === "function") ||
      (typeof s.pipe === "function" && typeof s.on === "function"));
  const isReadableWeb = (s) => Boolean(s && !isNode(s) && typeof s.pipeThrough === "function" && typeof s.getReader === "function" && typeof s.cancel === "function");
  const isWritableWeb = (s) => Boolean(s && !isNode(s) && typeof s.getWriter === "function" && typeof s.abort === "function");
  const isTransformWeb = (s) => Boolean(s && !isNode(s) && typeof s.readable === "object" && typeof s.writable === "object");
  const isWeb = (s) => isReadableWeb(s) || isWritableWeb(s) || isTransformWeb(s);

  const isIterable = (o, isAsync) => {
    if (o == null) return false;
    if (isAsync === true) return typeof o[Symbol.asyncIterator] === "function";
    if (isAsync === false) return typeof o[Symbol.iterator] === "function";
    return typeof o[Symbol.asyncIterator] === "function" || typeof o[Symbol.iterator] === "function";
  };

  const isDestroyed = (s) => {
    if (!isNode(s)) return null;
    const state = s._writableState || s._readableState;
    return Boolean(s.destroyed || s[destroyed] || state?.destroyed);
  };
  const isWritableEnded = (s) => {
    if (!isWritableNode(s)) return null;
    if (s.writableEnded === true) return true;
    const w = s._writableState;
    if (w?.errored) return false;
    return typeof w?.ended !== "boolean" ? null : w.ended;
  };
  const isWritableFinished = (s, strict) => {
    if (!isWritableNode(s)) return null;
    if (s.writableFinished === true) return true;
    const w = s._writableState;
    if (w?.errored) return false;
    if (typeof w?.finished !== "boolean") return null;
    return Boolean(w.finished || (strict === false && w.ended === true && w.length === 0));
  };
  const isReadableEnded = (s) => {
    if (!isReadableNode(s)) return null;
    if (s.readableEnded === true) return true;
    const r = s._readableState;
    if (!r || r.errored) return false;
    return typeof r.ended !== "boolean" ? null : r.ended;
  };
  const isReadableFinished = (s, strict) => {
    if (!isReadableNode(s)) return null;
    const r = s._readableState;
    if (r?.errored) return false;
    if (typeof r?.endEmitted !== "boolean") return null;
    return Boolean(r.endEmitted || (strict === false && r.ended === true && r.length === 0));
  };
  const isReadable = (s) => {
    if (s && s[readable] != null) return s[readable];
    if (typeof s?.readable !== "boolean") return null;
    if (isDestroyed(s)) return false;
    return isReadableNode(s) && s.readable && !isReadableFinished(s);
  };
  const isWritable = (s) => {
    if (s && s[writable] != null) return s[writable];
    if (typeof s?.writable !== "boolean") return null;
    if (isDestroyed(s)) return false;
    return isWritableNode(s) && s.writable && !isWritableEnded(s);
  };
  const isFinished = (s, options) => {
    if (!isNode(s)) return null;
    if (isDestroyed(s)) return true;
    if (options?.readable !== false && isReadable(s)) return false;
    if (options?.writable !== false && isWritable(s)) return false;
    return true;
  };
  const isClosed = (s) => {
    if (!isNode(s)) return null;
    if (typeof s.closed === "boolean") return s.closed;
    const [w, r] = [s._writableState, s._readableState];
    if (typeof w?.closed === "boolean" || typeof r?.closed === "boolean") return w?.closed || r?.closed;
    if (typeof s._closed === "boolean" && isOutgoingMessage(s)) return s._closed;
    return null;
  };
  const isOutgoingMessage = (s) =>
    typeof s._closed === "boolean" && typeof s._defaultKeepAlive === "boolean" && typeof s._removedConnection === "boolean" && typeof s._removedContLen === "boolean";
  const isServerResponse = (s) => typeof s._sent100 === "boolean" && isOutgoingMessage(s);
  const isServerRequest = (s) => typeof s._consuming === "boolean" && typeof s._dumped === "boolean" && s.req?.upgradeOrConnect === undefined;
  const willEmitClose = (s) => {
    if (!isNode(s)) return null;
    const state = s._writableState || s._readableState;
    return (!state && isServerResponse(s)) || Boolean(state?.autoDestroy && state.emitClose && state.closed === false);
  };

  return {
    disturbed, errored, readable, writable, destroyed,
    isReadableNode, isWritableNode, isDuplexNode, isNode, isReadableWeb, isWritableWeb, isTransformWeb, isWeb, isIterable, isDestroyed,
    isWritableEnded, isWritableFinished, isReadableEnded, isReadableFinished, isReadable, isWritable, isFinished, isClosed, isServerRequest,
    isServerResponse, willEmitClose,
    isDisturbed: (s) => Boolean(s && (s[disturbed] ?? (s.readableDidRead || s.readableAborted))),
    isErrored: (s) => Boolean(s && (s[errored] ?? s.readableErrored ?? s.writableErrored ?? s._readableState?.errorEmitted ?? s._writableState?.errorEmitted ?? s._readableState?.errored ?? s._writableState?.errored)),
    readableErrored: (s) => (!isNode(s) ? null : s.readableErrored ?? s._readableState?.errored ?? null),
    writableErrored: (s) => (!isNode(s) ? null : s.writableErrored ?? s._writableState?.errored ?? null),
  };
});
