// Resizable ArrayBuffers: new ArrayBuffer(length, { maxByteLength }).
(function (host) {
  "use strict";
  if (!host.possible() || "resizable" in ArrayBuffer.prototype) return {};

  const Original = ArrayBuffer;
  const prototype = Original.prototype;
  const states = new WeakMap();
  const byteLength = Object.getOwnPropertyDescriptor(prototype, "byteLength").get;
  const toIndex = (v, message) => {
    const n = Math.trunc(Number(v)) || 0;
    if (n < 0 || n > Number.MAX_SAFE_INTEGER) throw new RangeError(message);
    return n;
  };

  // replace puts a constructor in the place of another, of which it has everything else. It is no
  // Proxy: the engine refuses those behind instanceof.
  const replace = (Class, construct) => {
    const { name } = Class;
    const made = {
      [name]: function (...args) {
        return new.target === undefined ? Class(...args) : construct(args, new.target);
      },
    }[name];
    const own = Object.getOwnPropertyDescriptors(Class);
    own.prototype.writable = false;
    delete own.prototype.configurable;
    delete own.prototype.enumerable;
    Object.defineProperties(made, own);
    Object.setPrototypeOf(made, Object.getPrototypeOf(Class));
    const hidden = { value: made, writable: true, configurable: true, enumerable: false };
    Object.defineProperty(globalThis, name, hidden);
    Object.defineProperty(Class.prototype, "constructor", hidden);
  };

  // Constructors of views note those of resizable buffers, from when there is the first one.
  let noting = false;
  const noteViews = () => {
    if (noting) return;
    noting = true;
    const TypedArray = Object.getPrototypeOf(Uint8Array);
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const View = globalThis[name];
      if (typeof View === "function" && (name === "DataView" || Object.getPrototypeOf(View) === TypedArray)) noteView(View);
    }
  };
  const noteView = (View) => {
    const element = View.BYTES_PER_ELEMENT ?? 1;
    replace(View, (args, newTarget) => {
      const state = states.get(args[0]);
      if (state === undefined) return Reflect.construct(View, args, newTarget);
      const given = args[2] !== undefined;
      // The engine wants whole elements where a view follows its buffer, which may end anywhere.
      if (!given && element > 1) {
        const left = byteLength.call(args[0]) - (Number(args[1]) || 0);
        if (left >= 0) args = [args[0], args[1], Math.floor(left / element)];
      }
      const view = Reflect.construct(View, args, newTarget);
      host.track(state, view, view.byteOffset, given ? view.byteLength : -1, element);
      return view;
    });
  };

  replace(Original, (args, newTarget) => {
    const options = args[1];
    const limit = typeof options === "object" && options !== null ? options.maxByteLength : undefined;
    if (limit === undefined) return Reflect.construct(Original, args, newTarget);
    const length = toIndex(args[0], "Invalid array buffer length");
    const max = toIndex(limit, "Invalid array buffer max length");
    if (length > max) throw new RangeError("Invalid array buffer max length");
    const buffer = Reflect.construct(Original, [max], newTarget);
    states.set(buffer, host.make(buffer, length));
    noteViews();
    return buffer;
  });

  const members = {
    get resizable() {
      byteLength.call(this);
      return states.has(this);
    },
    get maxByteLength() {
      const length = byteLength.call(this);
      const state = states.get(this);
      return state === undefined || this.detached ? length : host.max(state);
    },
    resize(length) {
      const state = states.get(this);
      if (state === undefined) {
        throw new TypeError(`Method ArrayBuffer.prototype.resize called on incompatible receiver ${Object.prototype.toString.call(this)}`);
      }
      const n = toIndex(length, "ArrayBuffer.prototype.resize: Invalid length parameter");
      if (this.detached) throw new TypeError("Cannot perform ArrayBuffer.prototype.resize on a detached ArrayBuffer");
      if (n > host.max(state)) throw new RangeError("ArrayBuffer.prototype.resize: Invalid length parameter");
      host.resize(state, this, n);
    },
  };
  const descriptors = Object.getOwnPropertyDescriptors(members);
  for (const name of Object.keys(descriptors)) descriptors[name].enumerable = false;
  Object.defineProperties(prototype, descriptors);
  return {};
});
