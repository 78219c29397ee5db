// DO-LIFE-80: where the class of a facet comes from, and its props.
import { object, outcome, outcomes, keep } from "../entry";

const props = () => keep(({ ctx }) => ctx.props);

// DO-LIFE-80
export const propsOfClasses = object(async (self) => {
  const { exports, facets } = self.ctx;
  const ask = (name: string, of: unknown) => facets.get(name, () => ({ class: of })).run(props());
  return {
    own: self.ctx.props,
    none: await ask("none", exports.Child),
    some: await ask("some", exports.Child({ props: { a: 1, b: [2] } })),
    empty: await ask("empty", exports.Child({})),
    namespace: await ask("namespace", exports.Subject),
    namespaceProps: await ask("namespaceProps", exports.Subject({ props: { c: 3 } })),
  };
});

// DO-LIFE-80
export const kinds = object(async (self) => {
  const { exports } = self.ctx;
  const specialised = exports.Child({ props: {} });
  const look = (v: any) => ({
    type: typeof v, name: v.constructor.name, tag: Object.prototype.toString.call(v), keys: Object.keys(v),
  });
  return {
    loopback: look(exports.Child),
    specialised: look(specialised),
    namespace: look(exports.Subject),
    namespaceIds: String(exports.Subject.idFromName("x")) === String(self.env.SUBJECT.idFromName("x")),
    specialisedNamespace: look(exports.Subject({ props: {} })),
    errors: await outcomes({
      none: () => exports.Child(),
      number: () => exports.Child(5),
      props: () => exports.Child({ props: 5 }),
      namespaceNone: () => exports.Subject(),
      namespaceProps: () => exports.Subject({ props: "text" }),
      bound: () => typeof self.env.SUBJECT,
      fresh: () => new exports.Child({ props: {} }),
      method: () => exports.Child.fetch,
    }),
  };
});

// DO-LIFE-80: a class need not extend DurableObject, but then has no RPC.
export const plainClass = object(async (self) => {
  const facet = self.ctx.facets.get("a", () => ({ class: self.ctx.exports.Plain }));
  return {
    fetch: await (await facet.fetch("http://facet/")).text(),
    call: await outcome(() => facet.run()),
  };
});

// DO-LIFE-80: neither the stub of a facet nor a class without props goes anywhere else.
export const notPassedOn = object(async (self) => {
  const other = self.env.SUBJECT.get(self.env.SUBJECT.newUniqueId());
  const facet = self.ctx.facets.get("a", () => ({ class: self.ctx.exports.Child }));
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({
    stub: facet, loopback: self.ctx.exports.Child, specialised: self.ctx.exports.Child({ props: {} }), namespace: self.ctx.exports.Subject,
  })) {
    all[name] = {
      call: await outcome(() => other.runNow(keep(() => 0), value)),
      put: await outcome(() => self.storage.put("k", value)),
      clone: await outcome(() => structuredClone(value)),
      props: await outcome(() => typeof self.ctx.exports.Child({ props: { value } })),
    };
  }
  return all;
});

// DO-LIFE-80: only the object that asked for a facet can use its stub.
export const otherContext = object(async (self) => {
  const facet = self.ctx.facets.get("a", () => ({ class: self.ctx.exports.Child }));
  const other = self.env.SUBJECT.get(self.env.SUBJECT.newUniqueId());
  return { used: await other.run(keep(() => outcome(() => facet.run(keep(() => 0))))), got: await other.run(keep(() => outcome(() => self.ctx.facets.get("b", () => 0)))) };
});

// DO-LIFE-80: what props can hold.
export const valuesInProps = object(async (self) => {
  const { exports, facets } = self.ctx;
  const { RpcTarget, RpcStub } = await import("cloudflare:workers");
  const other = self.env.SUBJECT.idFromName("other");
  const values: Record<string, unknown> = {
    plain: { a: [1, new Date(5), new Map([[1, 2]])] }, stub: self.env.SUBJECT.get(other), class: exports.Child({ props: { inner: 1 } }),
    loopback: exports.default, entrypoint: exports.default({ props: { a: 1 } }), function: () => 1, target: new (class extends RpcTarget {})(),
    rpcStub: new RpcStub(() => 1), request: new Request("http://x/"), stream: new ReadableStream(), signal: new AbortController().signal,
    instance: new (class Mine { x = 1 })(), id: other, env: self.env, error: new RangeError("e"),
  };
  const all: Record<string, unknown> = {};
  for (const name in values) {
    all[name] = {
      class: await outcome(() => facets.get(name, () => ({ class: exports.Child({ props: { value: values[name] } }) })).run(keep(({ ctx }) => typeof ctx.props.value))),
      entrypoint: await outcome(() => typeof exports.default({ props: { value: values[name] } })),
    };
  }
  return all;
});
