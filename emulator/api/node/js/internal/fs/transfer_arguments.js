// node:internal/fs/transfer_arguments: checks of the arguments of what reads, writes and copies.
(function (host, use) {
  "use strict";
  const { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf } = use("node:internal/validators");
  const { Buffer } = use("node:buffer");
  const { O_APPEND, O_EXCL, O_RDWR, O_WRONLY, COPYFILE_EXCL, COPYFILE_FICLONE, COPYFILE_FICLONE_FORCE } = use("node:internal/fs/constants");
  const { ERR_UNSUPPORTED_OPERATION } = use("node:internal/fs/errors");
  const { descriptor, file, flagsNumber, isView, parseMode, validateEncoding, validatePosition, validateUint32, views } = use("node:internal/fs/arguments");

  const writeViewArguments = (buffer, offset, length, position) => {
    if (typeof offset === "object" && offset !== null) {
      const options = offset;
      offset = options.offset ?? 0;
      ({ length, position = null } = options);
      validateInteger(offset, "offset", 0);
    } else if (offset !== null && offset !== undefined) {
      validateInteger(offset, "offset", 0);
    }
    offset ??= 0;
    length ??= Math.max(0, buffer.byteLength - offset);
    position ??= null;
    validatePosition(position, "position");
    validateInteger(length, "length", 0);
    if (offset > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS("offset");
    if (length > buffer.byteLength - offset) throw new ERR_BUFFER_OUT_OF_BOUNDS("length");
    return { buffers: [Buffer.from(buffer.buffer, buffer.byteOffset + offset, length)], position };
  };

  return {
    writeArguments(fd, buffer, offset, length, position) {
      fd = descriptor(fd);
      if (isView(buffer)) return { fd, ...writeViewArguments(buffer, offset, length, position) };
      if (typeof buffer !== "string") throw new ERR_INVALID_ARG_TYPE("buffer", ["string", ...views], buffer);
      validatePosition(offset, "position");
      if (length === "hex" && buffer.length % 2 !== 0) {
        throw new ERR_INVALID_ARG_VALUE("encoding", length, `is invalid for data of length ${buffer.length}`);
      }
      return { fd, buffers: [Buffer.from(buffer, length)], position: offset };
    },
    readArguments(fd, buffer, offset, length, position) {
      fd = descriptor(fd);
      if (!isView(buffer)) throw new ERR_INVALID_ARG_TYPE("buffer", views, buffer);
      if (typeof offset === "object" && offset !== null) {
        const options = offset;
        ({ offset = 0 } = options);
        ({ length = buffer.byteLength - offset, position = null } = options);
      } else if (typeof offset !== "number") {
        throw new ERR_INVALID_ARG_TYPE("offset", ["number", "object"], offset);
      }
      length ??= buffer.byteLength - offset;
      validateUint32(offset, "offset");
      validateUint32(length, "length");
      validatePosition(position, "position");
      const room = buffer.byteLength - offset;
      if (length > room) throw new ERR_OUT_OF_RANGE("length", `<= ${room}`, length);
      return { fd, buffers: [Buffer.from(buffer.buffer, buffer.byteOffset + offset, length)], length, position };
    },
    writeFileArguments(path, data, options) {
      path = file(path);
      if (typeof options === "string" || options === null || options === undefined) options = { encoding: options };
      validateObject(options, "options");
      const { mode = 0o666, flag = "w", flush = false } = options;
      const { encoding = "utf8" } = options;
      validateEncoding(encoding);
      validateBoolean(flush, "options.flush");
      parseMode(mode, "options.mode", 0o666);
      const flags = flagsNumber(flag);
      const append = Boolean(flags & O_APPEND);
      if (!append && !(flags & (O_WRONLY | O_RDWR))) throw new ERR_INVALID_ARG_VALUE("flag", flag, "must be indicate write or append");
      if (typeof data === "string") data = Buffer.from(data, encoding);
      if (!isView(data)) throw new ERR_INVALID_ARG_TYPE("data", ["string", ...views], data);
      return { path, data, append, exclusive: Boolean(flags & O_EXCL) };
    },
    copyFileMode(mode) {
      validateOneOf(mode, "mode", [0, COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, COPYFILE_FICLONE]);
      if (mode & COPYFILE_FICLONE_FORCE) throw new ERR_UNSUPPORTED_OPERATION();
      return mode;
    },
    cpOptions(options) {
      validateObject(options, "options");
      const {
        dereference = false, errorOnExist = false, force = true, mode = 0, preserveTimestamps = false, recursive = false,
        verbatimSymlinks = false, filter,
      } = options;
      for (const [name, value] of Object.entries({ dereference, errorOnExist, force, preserveTimestamps, recursive, verbatimSymlinks })) {
        validateBoolean(value, `options.${name}`);
      }
      validateUint32(mode, "options.mode");
      if (mode & COPYFILE_FICLONE_FORCE) throw new ERR_INVALID_ARG_VALUE("options.mode", "COPYFILE_FICLONE_FORCE is not supported");
      if (filter !== undefined) {
        validateFunction(filter, "options.filter");
        throw new ERR_UNSUPPORTED_OPERATION();
      }
      return { dereference, recursive, force, errorOnExist };
    },
  };
});
