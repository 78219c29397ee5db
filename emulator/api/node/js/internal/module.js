// node:internal/module: what an import of a module sees of it.
(function () {
  "use strict";
  const namespaces = new WeakMap();
  const extras = new WeakMap();

  return {
    // withNamed gives a module names that only an import sees.
    withNamed(module, named) {
      extras.set(module, named);
      return module;
    },
    // namespace inherits from the module: an import sees what is assigned to the module later.
    namespace(module) {
      if (!namespaces.has(module)) {
        const own = Object.getOwnPropertyDescriptors(extras.get(module) ?? {});
        namespaces.set(module, Object.create(module, { ...own, default: { value: module, enumerable: true } }));
      }
      return namespaces.get(module);
    },
  };
});
