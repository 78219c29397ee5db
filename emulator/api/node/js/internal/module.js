// node:internal/module: what an import of a module sees of it.
(function () {
  "use strict";
  const namespaces = new WeakMap();
  const extras = new WeakMap();
  const fix = (module, { value, get }) => {
    if (!get) return { value, enumerable: true };
    let read;
    return { get: () => (read ??= { value: Reflect.apply(get, module, []) }).value, enumerable: true };
  };

  return {
    // withNamed gives a module names that only an import sees.
    withNamed(module, named) {
      extras.set(module, named);
      return module;
    },
    // namespace has what the module exports when it is first imported: what is assigned to the
    // module later, an import does not see. Accessors are not called before their time.
    namespace(module) {
      if (!namespaces.has(module)) {
        const own = { ...Object.getOwnPropertyDescriptors(module), ...Object.getOwnPropertyDescriptors(extras.get(module) ?? {}) };
        const names = Object.keys(own).filter((name) => own[name].enumerable);
        const fixed = Object.fromEntries(names.map((name) => [name, fix(module, own[name])]));
        namespaces.set(module, Object.create(module, { ...fixed, default: { value: module, enumerable: true } }));
      }
      return namespaces.get(module);
    },
  };
});
