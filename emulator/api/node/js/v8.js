// node:v8: what a program knows of its engine, which here is nothing.
// flag: enable_nodejs_v8_module
// exports: DefaultDeserializer DefaultSerializer Deserializer GCProfiler Serializer cachedDataVersionTag deserialize getCppHeapStatistics
// exports: getHeapCodeStatistics getHeapSnapshot getHeapSpaceStatistics getHeapStatistics isStringOneByteRepresentation promiseHooks
// exports: queryObjects serialize setFlagsFromString setHeapSnapshotNearHeapLimit startupSnapshot stopCoverage takeCoverage writeHeapSnapshot
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { missing, missingAll, missingClass } = use("node:internal/missing");
  const { validateBoolean, validateFunction, validateObject, validateOneOf, validateString, validateUint32 } = use("node:internal/validators");
  const zeros = (names) => Object.fromEntries(names.split(" ").map((name) => [name, 0]));
  const refuse = (name) => missing(name)();

  const checkSnapshot = (options = {}) => {
    validateObject(options, "options");
    const { exposeInternals = false, exposeNumericValues = false } = options;
    validateBoolean(exposeInternals, "options.exposeInternals");
    validateBoolean(exposeNumericValues, "options.exposeNumericValues");
  };
  const Serializer = missingClass("Serializer", "writeHeader writeValue releaseBuffer transferArrayBuffer writeUint32 writeUint64 writeDouble " +
    "writeRawBytes _getDataCloneError _getSharedArrayBufferId _setTreatArrayBufferViewsAsHostObjects _writeHostObject");
  const Deserializer = missingClass("Deserializer", "readHeader readValue transferArrayBuffer getWireFormatVersion readUint32 readUint64 " +
    "readDouble readRawBytes _readHostObject");
  class GCProfiler {}
  for (const name of ["start", "stop"]) {
    Object.defineProperty(GCProfiler.prototype, name, { value: missing(`GCProfiler.${name}`), writable: true, configurable: true });
  }

  return {
    cachedDataVersionTag: () => 0,
    getHeapSnapshot(options) {
      checkSnapshot(options);
      refuse("getHeapSnapshot");
    },
    getHeapStatistics: () => zeros("total_heap_size total_heap_size_executable total_physical_size total_available_size used_heap_size " +
      "heap_size_limit malloced_memory peak_malloced_memory does_zap_garbage number_of_native_contexts number_of_detached_contexts " +
      "total_global_handles_size used_global_handles_size external_memory total_allocated_bytes"),
    getHeapSpaceStatistics: () => [],
    getHeapCodeStatistics: () => zeros("code_and_metadata_size bytecode_and_metadata_size external_script_source_size cpu_profiler_metadata_size"),
    getCppHeapStatistics(type = "detailed") {
      validateOneOf(type, "type", ["brief", "detailed"]);
      return { ...zeros("committed_size_bytes resident_size_bytes used_size_bytes"), space_statistics: [], type_names: [], detail_level: type };
    },
    setFlagsFromString(flags) {
      validateString(flags, "flags");
      refuse("setFlagsFromString");
    },
    Serializer, Deserializer,
    DefaultSerializer: missingClass("DefaultSerializer", "", "", Serializer),
    DefaultDeserializer: missingClass("DefaultDeserializer", "", "", Deserializer),
    ...missingAll("", "deserialize takeCoverage stopCoverage serialize"),
    writeHeapSnapshot(filename, options) {
      if (filename !== undefined) validateString(filename, "filename");
      checkSnapshot(options);
      refuse("writeHeapSnapshot");
    },
    promiseHooks: missingAll("promiseHooks.", "createHook onInit onBefore onAfter onSettled"),
    queryObjects(constructor, options = {}) {
      validateFunction(constructor, "constructor");
      validateObject(options, "options");
      const format = options.format || "count";
      if (format !== "count" && format !== "summary") throw new ERR_INVALID_ARG_VALUE("options.format", format);
      refuse("queryObjects");
    },
    startupSnapshot: {
      ...missingAll("startupSnapshot.", "addSerializeCallback addDeserializeCallback setDeserializeMainFunction"),
      isBuildingSnapshot: () => false,
    },
    setHeapSnapshotNearHeapLimit(limit) {
      validateUint32(limit, "limit", true);
      refuse("setHeapSnapshotNearHeapLimit");
    },
    GCProfiler,
    isStringOneByteRepresentation(content) {
      validateString(content, "content");
      refuse("isStringOneByteRepresentation");
    },
  };
});
