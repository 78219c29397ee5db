// node:internal/module: what an import of a module sees of it.
(function () {
  "use strict";
  const namespaces = new WeakMap();

  return {
    // namespace inherits from the module: an import sees what is assigned to the module later.
    namespace(module) {
      if (!namespaces.has(module)) namespaces.set(module, Object.create(module, { default: { value: module, enumerable: true } }));
      return namespaces.get(module);
    },
  };
});
