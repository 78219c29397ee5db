// node:vm: contexts and scripts, which check their arguments and run nothing.
// flag: enable_nodejs_vm_module
// exports: Script compileFunction constants createContext createScript isContext measureMemory runInContext runInNewContext runInThisContext
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { ERR_INVALID_ARG_TYPE } = use("node:internal/errors");
  const { missing } = use("node:internal/missing");
  const { validateArray, validateBoolean, validateBuffer, validateInt32, validateObject, validateOneOf, validateString, validateStringArray, validateUint32 } =
    use("node:internal/validators");
  const refuse = (name) => missing(name)();

  const constants = Object.freeze(Object.assign(Object.create(null), {
    USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol("vm_dynamic_import_main_context_default"),
    DONT_CONTEXTIFY: Symbol("vm_context_no_contextify"),
  }));
  const mark = Symbol("vm_context_symbol");
  const named = (options) => (typeof options === "string" ? { filename: options } : options);

  const isContext = (object) => {
    validateObject(object, "object", { allowArray: true });
    return mark in object && object[mark] === true;
  };
  const validateContext = (object) => {
    if (!isContext(object)) throw new ERR_INVALID_ARG_TYPE("contextifiedObject", "vm.Context", object);
  };
  const checkRun = (options = {}) => {
    validateObject(options, "options");
    const { breakOnSigint = false, displayErrors = true, timeout } = options;
    validateBoolean(breakOnSigint, "options.breakOnSigint");
    validateBoolean(displayErrors, "options.displayErrors");
    if (timeout !== undefined) validateUint32(timeout, "options.timeout", true);
  };

  class Script {
    cachedDataRejected = undefined;
    cachedDataProduced = undefined;
    cachedData = undefined;
    sourceMapURL = undefined;
    constructor(code, options = {}) {
      void `${code}`;
      if (typeof options !== "string") validateObject(options, "options");
      const { filename = "evalmachine.<anonymous>", lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false, importModuleDynamically = false } =
        named(options);
      validateBoolean(importModuleDynamically, "options.importModuleDynamically");
      validateString(filename, "options.filename");
      validateInt32(lineOffset, "options.lineOffset");
      validateInt32(columnOffset, "options.columnOffset");
      if (cachedData !== undefined) validateBuffer(cachedData, "options.cachedData");
      validateBoolean(produceCachedData, "options.produceCachedData");
    }
    createCachedData() {
      return Buffer.alloc(0);
    }
    runInThisContext(options) {
      checkRun(options);
      refuse("runInThisContext");
    }
    runInContext(context, options) {
      validateContext(context);
      checkRun(options);
      refuse("runInThisContext");
    }
    runInNewContext(object, options = {}) {
      return this.runInContext(createContext(object, contextOptions(options)), options);
    }
  }

  const contextOptions = (options) => {
    if (!options) return {};
    const { contextName: name, contextOrigin: origin, contextCodeGeneration: generation, microtaskMode } = options;
    if (name !== undefined) validateString(name, "options.contextName");
    if (origin !== undefined) validateString(origin, "options.contextOrigin");
    let codeGeneration;
    if (generation !== undefined) {
      validateObject(generation, "options.contextCodeGeneration");
      const { strings, wasm } = generation;
      if (strings !== undefined) validateBoolean(strings, "options.contextCodeGeneration.strings");
      if (wasm !== undefined) validateBoolean(wasm, "options.contextCodeGeneration.wasm");
      codeGeneration = { strings, wasm };
    }
    if (microtaskMode !== undefined) validateString(microtaskMode, "options.microtaskMode");
    return { name, origin, codeGeneration, microtaskMode };
  };
  function createContext(object = {}, options = {}) {
    if (object !== constants.DONT_CONTEXTIFY && isContext(object)) return object;
    validateObject(options, "options");
    const { name = "VM Context", origin, codeGeneration, microtaskMode, importModuleDynamically = false } = options;
    validateString(name, "options.name");
    if (origin !== undefined) validateString(origin, "options.origin");
    if (codeGeneration !== undefined) validateObject(codeGeneration, "options.codeGeneration");
    validateBoolean(importModuleDynamically, "options.importModuleDynamically");
    const { strings = true, wasm = true } = codeGeneration ?? {};
    validateBoolean(strings, "options.codeGeneration.strings");
    validateBoolean(wasm, "options.codeGeneration.wasm");
    validateOneOf(microtaskMode, "options.microtaskMode", ["afterEvaluate", undefined]);
    return Object.create(null, { [mark]: { value: true } });
  }
  const createScript = (code, options = {}) => new Script(code, options);

  return {
    Script, createContext, createScript, isContext, constants,
    runInContext(code, context, options = {}) {
      validateContext(context);
      return createScript(code, named(options)).runInContext(context, named(options));
    },
    runInNewContext(code, object, options) {
      const read = typeof options === "string" ? named(options) : { ...options };
      return createScript(code, read).runInNewContext(createContext(object, contextOptions(read)), read);
    },
    runInThisContext: (code, options = {}) => createScript(code, named(options)).runInThisContext(named(options)),
    compileFunction(code, params = [], options = {}) {
      validateString(code, "code");
      validateObject(options, "options");
      if (params !== undefined) validateStringArray(params, "params");
      const { filename = "", columnOffset = 0, lineOffset = 0, cachedData, produceCachedData = false, parsingContext, contextExtensions = [], importModuleDynamically = false } =
        options;
      validateString(filename, "options.filename");
      validateInt32(columnOffset, "options.columnOffset");
      validateInt32(lineOffset, "options.lineOffset");
      if (cachedData !== undefined) validateBuffer(cachedData, "options.cachedData");
      validateBoolean(produceCachedData, "options.produceCachedData");
      validateBoolean(importModuleDynamically, "options.importModuleDynamically");
      if (parsingContext !== undefined && (typeof parsingContext !== "object" || parsingContext === null || !isContext(parsingContext))) {
        throw new ERR_INVALID_ARG_TYPE("options.parsingContext", "Context", parsingContext);
      }
      validateArray(contextExtensions, "options.contextExtensions");
      contextExtensions.forEach((extension, n) => validateObject(extension, `options.contextExtensions[${n}]`, { nullable: true }));
      refuse("compileFunction");
    },
    measureMemory(options = {}) {
      validateObject(options, "options");
      const { mode = "summary", execution = "default" } = options;
      validateOneOf(mode, "options.mode", ["summary", "detailed"]);
      validateOneOf(execution, "options.execution", ["default", "eager"]);
      refuse("measureMemory");
    },
  };
});
