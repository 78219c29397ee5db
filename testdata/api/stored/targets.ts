// What stubs lead to, and what has a [restore] method.
import { DurableObject, RpcStub, RpcTarget, WorkerEntrypoint, restore } from "cloudflare:workers";
import { Subject } from "../entry";
import { load } from "./loaded";

/** log says which [restore] methods ran, over all cases: they take out their own part. */
export const log: string[] = [];

export const logged = (id: string) => log.filter((line) => line.endsWith(":" + id));

export class Target extends WorkerEntrypoint {
  ping(value: unknown) {
    return [(this as any).ctx.props, value];
  }
  fetch() {
    return new Response("fetched");
  }
}

export class Greeter extends DurableObject {
  async name(name?: string) {
    if (name !== undefined) await (this as any).ctx.storage.put("name", name);
    return [(this as any).ctx.props, await (this as any).ctx.storage.get("name")];
  }
}

export class Child extends Subject {}

export class Counter extends RpcTarget {
  value = 0;
  constructor(readonly id: string) {
    super();
  }
  add(n: number) {
    return `${this.id}: ${(this.value += n)}`;
  }
}

function restored(self: any, params: any): unknown {
  log.push(`${self.constructor.name}:${params.kind}:${params.id}`);
  switch (params.kind) {
    case "rpc":
      return new RpcStub(new Counter(params.id));
    case "target":
      return new Counter(params.id);
    case "function":
      return (n: number) => `${params.id}: ${n}`;
    case "service":
      return self.ctx.exports.Target({ props: { from: params.id } });
    case "loopback":
      return self.ctx.exports.Target;
    case "object":
      return self.ctx.exports.Keeper.getByName(params.id);
    case "bound":
      return self.env.KEEPER.getByName(params.id);
    case "facet":
      return self.ctx.facets.get(params.id, () => ({ class: self.ctx.exports.Keeper({ props: { facet: params.id } }) }));
    case "caps":
      return new RpcStub({ combine: async (n: number) => [await params.service.ping(n), await params.counter.add(n)] } as any);
    case "flip":
      return logged(params.id).length > 1 ? new RpcStub(new Counter(params.id)) : self.ctx.exports.Target({ props: {} });
    case "flop":
      return logged(params.id).length <= 1 ? new RpcStub(new Counter(params.id)) : self.ctx.exports.Target({ props: {} });
    case "loaded":
      return load(self.env, params.storing && !(params.drops && logged(params.id).length > 2)).getEntrypoint("Outer", { props: { from: params.id } });
    case "throws":
      throw new RangeError("cannot restore " + params.id);
    case "params":
      return () => params;
  }
  return params.value;
}

/** Keeper keeps what it is given, and can restore. */
export class Keeper extends Subject {
  async put(key: string, value: unknown) {
    await this.storage.put(key, value);
  }
  get(key: string) {
    return this.storage.get(key);
  }
  make(params: any) {
    return this.ctx.restore(params);
  }
  props() {
    return this.ctx.props;
  }
  [restore as any](params: any) {
    return restored(this, params);
  }
}

/** Source does the same as an entrypoint. */
export class Source extends WorkerEntrypoint {
  async make(params: any) {
    return (this as any).ctx.restore(params);
  }
  async [restore as any](params: any) {
    return restored(this, params);
  }
}

export class NoRestore extends WorkerEntrypoint {
  make() {
    return (this as any).ctx.restore({ kind: "missing" });
  }
}
