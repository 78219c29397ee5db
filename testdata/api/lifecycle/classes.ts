import { DurableObject } from "cloudflare:workers";

/** Plain does not extend DurableObject. */
export class Plain {
  seen: unknown;
  constructor(...args: any[]) {
    this.seen = [args.length, args[0].constructor.name, typeof args[1].PLAIN, new.target === Plain, Object.keys(this)];
  }
  async fetch(request: Request) {
    const path = new URL(request.url).pathname;
    if (path === "/alarm") {
      return Response.json(await (this as any).none?.());
    }
    return Response.json(this.seen);
  }
  method() {
    return 1;
  }
}

/** Empty has no handlers. */
export class Empty extends DurableObject {
  async setAlarm() {
    await (this as any).ctx.storage.setAlarm(Date.now() + 1e6);
  }
}
