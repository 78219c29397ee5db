// The namespace, modules and what they say of themselves, and what may not be compiled.
import { outcome, outcomes } from "../entry";
import empty from "./empty.wasm";
import imports from "./imports.wasm?module";
import sample from "./sample.wasm";
import start from "./start.wasm";

declare const WebAssembly: any;

/** shape tells what a property is. */
const shape = (o: any) =>
  Object.fromEntries(
    Reflect.ownKeys(o).map((key) => {
      const d: any = Object.getOwnPropertyDescriptor(o, key);
      const flags = (d.writable ? "w" : "") + (d.enumerable ? "e" : "") + (d.configurable ? "c" : "");
      const fn = (f: any) => (typeof f === "function" ? `${f.name}/${f.length}` : String(f));
      return [String(key), `${flags} ${"value" in d ? (typeof d.value === "object" ? "object" : fn(d.value)) : `get ${fn(d.get)} set ${fn(d.set)}`}`];
    }),
  );

// JSPI is a case of its own.
const suspension = ["Suspending", "promising", "SuspendError"];

export const suspensionShape = { test: () => suspension.map((name) => typeof WebAssembly[name]) };

export const namespaceShape = {
  test: () => ({
    own: Object.fromEntries(Object.entries(shape(WebAssembly)).filter(([name]) => !suspension.includes(name))),
    tag: String(WebAssembly),
    prototype: Object.getPrototypeOf(WebAssembly) === Object.prototype,
    global: shape(globalThis).WebAssembly,
    classes: Object.fromEntries(
      ["Module", "Instance", "Memory", "Table", "Global", "Tag", "Exception", "CompileError", "LinkError", "RuntimeError"].map((name) => [
        name,
        { static: shape(WebAssembly[name]), prototype: shape(WebAssembly[name].prototype) },
      ]),
    ),
  }),
};

export const errorClasses = {
  test: () =>
    ["CompileError", "LinkError", "RuntimeError"].map((name) => {
      const e = new WebAssembly[name]("text", { cause: 1 });
      return [e, String(e), e instanceof Error, e.cause, Object.getPrototypeOf(WebAssembly[name]) === Error, String(WebAssembly[name]("bare")),
        Object.prototype.toString.call(e), e.stack.split("\n")[0], Object.keys(e)];
    }),
};

export const moduleObject = {
  test: () => ({
    isModule: sample instanceof WebAssembly.Module,
    tag: String(sample),
    keys: Reflect.ownKeys(sample as object).map(String),
    prototype: Object.getPrototypeOf(sample) === WebAssembly.Module.prototype,
    extensible: Object.isExtensible(sample),
    type: typeof sample,
  }),
};

export const moduleExports = { test: () => [sample, imports, start, empty].map((m) => WebAssembly.Module.exports(m)) };
export const moduleImports = { test: () => [sample, imports, start, empty].map((m) => WebAssembly.Module.imports(m)) };
export const moduleCustomSections = {
  test: () => [WebAssembly.Module.customSections(sample, "note"), WebAssembly.Module.customSections(sample, "none"), WebAssembly.Module.customSections(sample, "name").length],
};
export const moduleArguments = {
  test: () =>
    outcomes({
      exportsNothing: () => WebAssembly.Module.exports(),
      exportsOther: () => WebAssembly.Module.exports({}),
      importsOther: () => WebAssembly.Module.imports(1),
      sectionsOther: () => WebAssembly.Module.customSections({}, "a"),
      sectionsNoName: () => WebAssembly.Module.customSections(sample),
      sectionsSymbol: () => WebAssembly.Module.customSections(sample, Symbol("a")),
      sectionsNumber: () => WebAssembly.Module.customSections(sample, 1),
    }),
};

const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const wrong = new Uint8Array([0, 97, 115, 109, 2, 0, 0, 0]);

export const compiling = {
  test: () =>
    outcomes({
      module: () => new WebAssembly.Module(bytes),
      moduleBuffer: () => new WebAssembly.Module(bytes.buffer),
      moduleWrong: () => new WebAssembly.Module(wrong),
      moduleNothing: () => new WebAssembly.Module(),
      moduleText: () => new WebAssembly.Module("text"),
      moduleEmpty: () => new WebAssembly.Module(new Uint8Array(0)),
      moduleModule: () => new WebAssembly.Module(sample),
      moduleCalled: () => WebAssembly.Module(bytes),
      compile: () => WebAssembly.compile(bytes),
      compileWrong: () => WebAssembly.compile(wrong),
      compileNothing: () => WebAssembly.compile(),
      compileModule: () => WebAssembly.compile(sample),
      instantiateBytes: () => WebAssembly.instantiate(bytes),
      instantiateWrong: () => WebAssembly.instantiate(wrong, {}),
      instantiateNothing: () => WebAssembly.instantiate(),
      instantiateText: () => WebAssembly.instantiate("text"),
      instantiateImportsText: () => WebAssembly.instantiate(bytes, "text"),
      instantiateModuleImportsText: () => WebAssembly.instantiate(empty, "text"),
      validate: () => WebAssembly.validate(bytes),
      validateBuffer: () => WebAssembly.validate(bytes.buffer),
      validateWrong: () => WebAssembly.validate(wrong),
      validateEmpty: () => WebAssembly.validate(new Uint8Array(0)),
      validateNothing: () => WebAssembly.validate(),
      validateText: () => WebAssembly.validate("text"),
      validateModule: () => WebAssembly.validate(sample),
      compileStreaming: () => WebAssembly.compileStreaming?.(new Response(bytes)),
      instantiateStreaming: () => WebAssembly.instantiateStreaming?.(new Response(bytes)),
    }),
};

export const instantiating = {
  async test() {
    const made = await WebAssembly.instantiate(empty, {});
    return {
      instance: made instanceof WebAssembly.Instance,
      keys: Reflect.ownKeys(made).map(String),
      promise: WebAssembly.instantiate(empty) instanceof Promise,
      missing: await outcome(() => WebAssembly.instantiate(imports, {})),
      none: await outcome(() => WebAssembly.instantiate(imports)),
    };
  },
};

export const cloning = {
  test: () =>
    outcomes({
      module: () => structuredClone(sample) instanceof WebAssembly.Module,
      memory: () => structuredClone(new WebAssembly.Memory({ initial: 1 })),
      instance: () => structuredClone(new WebAssembly.Instance(empty)),
      table: () => structuredClone(new WebAssembly.Table({ initial: 1, element: "anyfunc" })),
      global: () => structuredClone(new WebAssembly.Global({ value: "i32" }, 1)),
      error: () => structuredClone(new WebAssembly.RuntimeError("gone")),
      linkError: () => structuredClone(new WebAssembly.LinkError("gone")),
    }),
};
