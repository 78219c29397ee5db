import { DurableObject } from "cloudflare:workers";

/** Plain does not extend DurableObject. */
export class Plain {
  seen: unknown;
  constructor(...args: any[]) {
    this.seen = [args.length, args[0].constructor.name, typeof args[1].PLAIN, Object.keys(this)];
  }
  async fetch() {
    return Response.json(this.seen);
  }
  method() {
    return 1;
  }
}

/** Answers answers what a case says. */
export class Answers extends DurableObject {
  static value: any;
  async fetch() {
    return Answers.value;
  }
}

/** Empty has no handlers. */
export class Empty extends DurableObject {
  async setAlarm() {
    await (this as any).ctx.storage.setAlarm(Date.now() + 1e6);
  }
}
