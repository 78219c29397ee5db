// node:module: the modules there are, and require().
// exports: Module SourceMap _cache _debug _extensions _findPath _initPaths _load _nodeModulePaths _pathCache _preloadModules
// exports: _resolveFilename _resolveLookupPaths builtinModules constants createRequire enableCompileCache findPackageJSON
// exports: findSourceMap flushCompileCache getCompileCacheDir getSourceMapsSupport globalPaths isBuiltin register registerHooks
// exports: runMain setSourceMapsSupport stripTypeScriptTypes syncBuiltinESMExports wrap
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { missing, missingAll } = use("node:internal/missing");
  const { builtinModules } = use("node:internal/builtin_modules");
  const plain = (entries) => Object.freeze(Object.assign(Object.create(null), entries));
  const _extensions = missingAll("module._extensions", ".js .json .node");

  const isBuiltin = (specifier) => specifier.startsWith("node:") || builtinModules.includes(specifier);
  function createRequire(path) {
    const from = `${path}`;
    if (!from.startsWith("/") && !from.startsWith("file:")) {
      throw new ERR_INVALID_ARG_VALUE("path", from, "The argument must be a file URL object, a file URL string, or an absolute path string.");
    }
    if (/^file:[^?#]*[?#]/.test(from)) {
      throw new TypeError("The specifier must not have query string parameters or hash fragments.");
    }
    return (specifier) => host.require(from, `${specifier}`, isBuiltin(`${specifier}`));
  }
  const give = (target, entries) => {
    for (const [name, value] of Object.entries(entries)) Object.defineProperty(target, name, { value, enumerable: true, writable: true });
  };
  give(createRequire, {
    resolve: missing("module.createRequire.resolve"), paths: missing("module.createRequire.resolve.paths"), cache: Object.create(null),
    extensions: _extensions, main: undefined,
  });

  const Module = missing("module.Module");
  for (const [name, value] of Object.entries({ load() {}, require() {}, _compile() {} })) Module.prototype[name] = value;
  Object.defineProperty(Module.prototype, "isPreloading", { get: () => false });

  const supported = plain({ enabled: false, nodeModules: false, generatedCode: false });
  give(Module, {
    ...missingAll("module.", "register findPackageJSON stripTypeScriptTypes findSourceMap SourceMap setSourceMapsSupport runMain " +
      "syncBuiltinESMExports wrap _debug _findPath _initPaths _load _preloadModules _resolveFilename _resolveLookupPaths _nodeModulePaths registerHooks"),
    constants: plain({ compileCacheStatus: plain({ FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }) }),
    enableCompileCache() {},
    flushCompileCache() {},
    getCompileCacheDir: () => undefined,
    getSourceMapsSupport: () => supported,
    createRequire, builtinModules,
    globalPaths: [],
    isBuiltin: (specifier) => isBuiltin(`${specifier}`),
    _cache: Object.create(null),
    _extensions,
    _pathCache: Object.create(null),
    Module,
  });
  return Module;
});
