import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import { serve, Subject } from "../entry";
import * as environment from "./environment";
import * as fetches from "./fetches";
import * as ids from "./ids";
import * as namespaces from "./namespaces";
import * as scope from "./scope";
import * as stubs from "./stubs";

export { Subject } from "../entry";
export class Other extends Subject {
  async fetch(request: Request) {
    const url = new URL(request.url);
    (globalThis as any).seeRequest?.(request);
    switch (url.pathname) {
      case "/redirect": {
        const to = url.searchParams.get("to")!;
        return new Response("moved", { status: Number(url.searchParams.get("status") ?? 302), headers: { location: to === "self" ? request.url : to } });
      }
      case "/end":
        return new Response(`${request.method} ${await request.text()}`);
      case "/echo":
        return new Response(await request.text());
      case "/status":
        return new Response("teapot", { status: 418, statusText: "Teapot", headers: { "x-a": "b" } });
    }
    if (url.searchParams.has("body")) return super.fetch(request);
    return new Response("seen");
  }
}
export class Empty extends DurableObject {}
export class Unbound extends Subject {}
export class Named extends WorkerEntrypoint {
  greet(name: string) {
    return `hello ${name}`;
  }
  props() {
    return (this as any).ctx.props;
  }
}
export default serve({ ...ids, ...namespaces, ...stubs, ...fetches, ...scope, ...environment });
