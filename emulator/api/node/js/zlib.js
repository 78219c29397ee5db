// node:zlib: compression.
// exports: BROTLI_DECODE BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MAP
// exports: BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES BROTLI_DECODER_ERROR_ALLOC_RING_BUFFER_1
// exports: BROTLI_DECODER_ERROR_ALLOC_RING_BUFFER_2 BROTLI_DECODER_ERROR_ALLOC_TREE_GROUPS
// exports: BROTLI_DECODER_ERROR_DICTIONARY_NOT_SET BROTLI_DECODER_ERROR_FORMAT_BLOCK_LENGTH_1
// exports: BROTLI_DECODER_ERROR_FORMAT_BLOCK_LENGTH_2 BROTLI_DECODER_ERROR_FORMAT_CL_SPACE
// exports: BROTLI_DECODER_ERROR_FORMAT_CONTEXT_MAP_REPEAT BROTLI_DECODER_ERROR_FORMAT_DICTIONARY
// exports: BROTLI_DECODER_ERROR_FORMAT_DISTANCE BROTLI_DECODER_ERROR_FORMAT_EXUBERANT_META_NIBBLE
// exports: BROTLI_DECODER_ERROR_FORMAT_EXUBERANT_NIBBLE BROTLI_DECODER_ERROR_FORMAT_HUFFMAN_SPACE
// exports: BROTLI_DECODER_ERROR_FORMAT_PADDING_1 BROTLI_DECODER_ERROR_FORMAT_PADDING_2
// exports: BROTLI_DECODER_ERROR_FORMAT_RESERVED BROTLI_DECODER_ERROR_FORMAT_SIMPLE_HUFFMAN_ALPHABET
// exports: BROTLI_DECODER_ERROR_FORMAT_SIMPLE_HUFFMAN_SAME BROTLI_DECODER_ERROR_FORMAT_TRANSFORM
// exports: BROTLI_DECODER_ERROR_FORMAT_WINDOW_BITS BROTLI_DECODER_ERROR_INVALID_ARGUMENTS
// exports: BROTLI_DECODER_ERROR_UNREACHABLE BROTLI_DECODER_NEEDS_MORE_INPUT BROTLI_DECODER_NEEDS_MORE_OUTPUT
// exports: BROTLI_DECODER_NO_ERROR BROTLI_DECODER_PARAM_DISABLE_RING_BUFFER_REALLOCATION
// exports: BROTLI_DECODER_PARAM_LARGE_WINDOW BROTLI_DECODER_RESULT_ERROR BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT
// exports: BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT BROTLI_DECODER_RESULT_SUCCESS BROTLI_DECODER_SUCCESS
// exports: BROTLI_DEFAULT_MODE BROTLI_DEFAULT_QUALITY BROTLI_DEFAULT_WINDOW BROTLI_ENCODE BROTLI_LARGE_MAX_WINDOW_BITS
// exports: BROTLI_MAX_INPUT_BLOCK_BITS BROTLI_MAX_QUALITY BROTLI_MAX_WINDOW_BITS BROTLI_MIN_INPUT_BLOCK_BITS
// exports: BROTLI_MIN_QUALITY BROTLI_MIN_WINDOW_BITS BROTLI_MODE_FONT BROTLI_MODE_GENERIC BROTLI_MODE_TEXT
// exports: BROTLI_OPERATION_EMIT_METADATA BROTLI_OPERATION_FINISH BROTLI_OPERATION_FLUSH BROTLI_OPERATION_PROCESS
// exports: BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING BROTLI_PARAM_LARGE_WINDOW BROTLI_PARAM_LGBLOCK
// exports: BROTLI_PARAM_LGWIN BROTLI_PARAM_MODE BROTLI_PARAM_NDIRECT BROTLI_PARAM_NPOSTFIX BROTLI_PARAM_QUALITY
// exports: BROTLI_PARAM_SIZE_HINT BrotliCompress BrotliDecompress DEFLATE DEFLATERAW Deflate DeflateRaw GUNZIP GZIP
// exports: Gunzip Gzip INFLATE INFLATERAW Inflate InflateRaw UNZIP Unzip ZLIB_VERNUM ZSTD_CLEVEL_DEFAULT ZSTD_COMPRESS
// exports: ZSTD_DECODE ZSTD_DECOMPRESS ZSTD_ENCODE ZSTD_btlazy2 ZSTD_btopt ZSTD_btultra ZSTD_btultra2 ZSTD_c_chainLog
// exports: ZSTD_c_checksumFlag ZSTD_c_compressionLevel ZSTD_c_contentSizeFlag ZSTD_c_dictIDFlag
// exports: ZSTD_c_enableLongDistanceMatching ZSTD_c_hashLog ZSTD_c_jobSize ZSTD_c_ldmBucketSizeLog ZSTD_c_ldmHashLog
// exports: ZSTD_c_ldmHashRateLog ZSTD_c_ldmMinMatch ZSTD_c_minMatch ZSTD_c_nbWorkers ZSTD_c_overlapLog ZSTD_c_searchLog
// exports: ZSTD_c_strategy ZSTD_c_targetLength ZSTD_c_windowLog ZSTD_d_windowLogMax ZSTD_dfast ZSTD_e_continue
// exports: ZSTD_e_end ZSTD_e_flush ZSTD_error_GENERIC ZSTD_error_checksum_wrong ZSTD_error_corruption_detected
// exports: ZSTD_error_dictionaryCreation_failed ZSTD_error_dictionary_corrupted ZSTD_error_dictionary_wrong
// exports: ZSTD_error_dstBuffer_null ZSTD_error_dstSize_tooSmall ZSTD_error_frameParameter_unsupported
// exports: ZSTD_error_frameParameter_windowTooLarge ZSTD_error_init_missing ZSTD_error_literals_headerWrong
// exports: ZSTD_error_maxSymbolValue_tooLarge ZSTD_error_maxSymbolValue_tooSmall ZSTD_error_memory_allocation
// exports: ZSTD_error_noForwardProgress_destFull ZSTD_error_noForwardProgress_inputEmpty ZSTD_error_no_error
// exports: ZSTD_error_parameter_combination_unsupported ZSTD_error_parameter_outOfBound
// exports: ZSTD_error_parameter_unsupported ZSTD_error_prefix_unknown ZSTD_error_srcSize_wrong
// exports: ZSTD_error_stabilityCondition_notRespected ZSTD_error_stage_wrong ZSTD_error_tableLog_tooLarge
// exports: ZSTD_error_version_unsupported ZSTD_error_workSpace_tooSmall ZSTD_fast ZSTD_greedy ZSTD_lazy ZSTD_lazy2
// exports: Z_BEST_COMPRESSION Z_BEST_SPEED Z_BLOCK Z_BUF_ERROR Z_DATA_ERROR Z_DEFAULT_CHUNK Z_DEFAULT_COMPRESSION
// exports: Z_DEFAULT_LEVEL Z_DEFAULT_MEMLEVEL Z_DEFAULT_STRATEGY Z_DEFAULT_WINDOWBITS Z_ERRNO Z_FILTERED Z_FINISH
// exports: Z_FIXED Z_FULL_FLUSH Z_HUFFMAN_ONLY Z_MAX_CHUNK Z_MAX_LEVEL Z_MAX_MEMLEVEL Z_MAX_WINDOWBITS Z_MEM_ERROR
// exports: Z_MIN_CHUNK Z_MIN_LEVEL Z_MIN_MEMLEVEL Z_MIN_WINDOWBITS Z_NEED_DICT Z_NO_COMPRESSION Z_NO_FLUSH Z_OK
// exports: Z_PARTIAL_FLUSH Z_RLE Z_STREAM_END Z_STREAM_ERROR Z_SYNC_FLUSH Z_VERSION_ERROR ZstdCompress ZstdDecompress
// exports: brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync codes constants crc32
// exports: createBrotliCompress createBrotliDecompress createDeflate createDeflateRaw createGunzip createGzip
// exports: createInflate createInflateRaw createUnzip createZstdCompress createZstdDecompress deflate deflateRaw
// exports: deflateRawSync deflateSync gunzip gunzipSync gzip gzipSync inflate inflateRaw inflateRawSync inflateSync
// exports: unzip unzipSync zstdCompress zstdCompressSync zstdDecompress zstdDecompressSync
(function (_, use) {
  "use strict";
  const host = use("node:internal/zlib/host");
  const { Buffer } = use("node:buffer");
  const { ERR_INVALID_ARG_TYPE } = use("node:internal/errors");
  const { validateUint32 } = use("node:internal/validators");
  const { constants, codes } = use("node:internal/zlib/constants");
  const classes = use("node:internal/zlib/streams");

  // One-shot functions by name: the mode, the class that does the same, and the name of workerd's
  // own function, which errors show.
  const functions = {
    inflate: ["INFLATE", "Inflate", "zlib"],
    deflate: ["DEFLATE", "Deflate", "zlib"],
    inflateRaw: ["INFLATERAW", "InflateRaw", "zlib"],
    deflateRaw: ["DEFLATERAW", "DeflateRaw", "zlib"],
    gzip: ["GZIP", "Gzip", "zlib"],
    gunzip: ["GUNZIP", "Gunzip", "zlib"],
    unzip: ["UNZIP", "Unzip", "zlib"],
    brotliDecompress: ["BROTLI_DECODE", "BrotliDecompress", "brotliDecompress"],
    brotliCompress: ["BROTLI_ENCODE", "BrotliCompress", "brotliCompress"],
    zstdCompress: ["ZSTD_ENCODE", "ZstdCompress", "zstdCompress"],
    zstdDecompress: ["ZSTD_DECODE", "ZstdDecompress", "zstdDecompress"],
  };

  const withEngine = (Class, data, options) => {
    const engine = new Class(options);
    return { engine, buffer: engine._processChunk(typeof data === "string" ? Buffer.from(data) : data, engine._finishFlushFlag) };
  };
  const argumentsOf = (options, callback) => {
    if (typeof options === "function") return [{}, options];
    if (typeof callback === "function") return [options, callback];
    throw new ERR_INVALID_ARG_TYPE("callback", "Function", callback);
  };
  // settle calls the callback with what fn returns or throws; isOurs tells which errors are not the
  // caller's.
  const settle = (fn, callback, isOurs) => {
    try {
      const result = fn();
      queueMicrotask(() => callback(null, result));
    } catch (error) {
      if (!isOurs(error)) throw error;
      queueMicrotask(() => callback(error));
    }
  };

  const make = (name, [mode, className, native]) => {
    const Class = classes[className];
    const run = (shown, data, options) => Buffer.from(host.runSync(shown, constants[mode], data, options));
    return {
      [name](data, optionsOrCallback, callbackOrNone) {
        const [options, callback] = argumentsOf(optionsOrCallback, callbackOrNone);
        if (!options.info) {
          settle(() => run(native, data, options), callback, (error) => !(error instanceof TypeError));
          return;
        }
        const engine = new Class(options);
        settle(() => {
          const bytes = typeof data === "string" ? Buffer.from(data) : data;
          return { engine, buffer: engine._processChunk(bytes, engine._finishFlushFlag) };
        }, callback, (error) => error instanceof Error);
      },
      [`${name}Sync`](data, options = {}) {
        return options.info ? withEngine(Class, data, options) : run(`${native}Sync`, data, options);
      },
    };
  };

  const oneShot = {};
  for (const [name, how] of Object.entries(functions)) Object.assign(oneShot, make(name, how));
  const creators = {};
  for (const [name, Class] of Object.entries(classes)) {
    Object.assign(creators, { [`create${name}`]: (options) => new Class(options) });
  }

  const guarded = (all) => {
    if (host.enabled()) return all;
    return Object.fromEntries(Object.keys(all).map((name) => [name, function notImplemented() {
      throw new Error('Compatibility flag "nodejs_zlib" is not enabled');
    }]));
  };
  return {
    crc32(data, value = 0) {
      validateUint32(value, "value");
      return host.crc32(data, value);
    },
    codes,
    constants,
    ...constants,
    ...guarded(classes),
    ...guarded(creators),
    ...guarded(oneShot),
  };
});
