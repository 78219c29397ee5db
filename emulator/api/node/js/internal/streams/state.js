// node:internal/streams/state: high water marks.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { validateInteger } = use("node:internal/validators");
  let forBytes = 64 * 1024;
  let forObjects = 16;
  const getDefaultHighWaterMark = (objectMode) => (objectMode ? forObjects : forBytes);

  return {
    getDefaultHighWaterMark,
    setDefaultHighWaterMark(objectMode, value) {
      validateInteger(value, "value", 0);
      if (objectMode) forObjects = value;
      else forBytes = value;
    },
    getHighWaterMark(state, options, side, isDuplex) {
      const given = options.highWaterMark != null ? options.highWaterMark : isDuplex ? options[side] : null;
      if (given == null) return getDefaultHighWaterMark(state.objectMode);
      if (!Number.isInteger(given) || given < 0) {
        throw new ERR_INVALID_ARG_VALUE(isDuplex ? `options.${side}` : "options.highWaterMark", given);
      }
      return Math.floor(given);
    },
  };
});
