// Classes that have no namespace: they can only be facets.
import { Subject, keep } from "../entry";

export class Child extends Subject {}

/** Plain does not extend DurableObject. */
export class Plain {
  constructor(readonly ctx: any) {}
  fetch() {
    return new Response("plain");
  }
}

export class Broken extends Subject {
  constructor(ctx: any, env: any) {
    super(ctx, env);
    throw new RangeError("constructor failed");
  }
}

/** Refusing has no alarm handler. */
export class Refusing {
  constructor(readonly ctx: any) {}
  async fetch() {
    await this.ctx.storage.setAlarm(Date.now() + 1e6);
    return new Response("set");
  }
}

/** child is a facet of the class Child. */
export function child(self: any, name: string, more: object = {}): any {
  return self.ctx.facets.get(name, () => ({ class: self.ctx.exports.Child, ...more }));
}

/** put and read are what most cases do in a facet. */
export const put = (value: unknown) => keep(({ storage }) => storage.put("value", value));
export const read = () => keep(({ storage }) => storage.get("value"));

/** Echo answers over a hibernatable socket. */
export class Echo extends Subject {
  async fetch() {
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
    return new Response(null, { status: 101, webSocket: pair[0] });
  }
  webSocketMessage(socket: any, message: string) {
    socket.send(`${message} from ${this.ctx.id === undefined ? "nobody" : "a facet"}`);
  }
}
