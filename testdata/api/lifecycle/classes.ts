import { DurableObject } from "cloudflare:workers";
import { Subject } from "../entry";

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

/** Sockets accepts one socket that hibernates and one that does not. */
export class Sockets extends Subject {
  static log: string[] = [];
  async fetch(request: Request): Promise<Response> {
    const kind = new URL(request.url).pathname.slice(1);
    if (kind === "") return super.fetch(request);
    const pair = new WebSocketPair();
    if (kind === "hibernating") this.ctx.acceptWebSocket(pair[1]);
    else {
      (pair[1] as any).accept();
      pair[1].addEventListener("close", () => Sockets.log.push("close of the ordinary socket"));
    }
    return new Response(null, { status: 101, webSocket: pair[0] });
  }
  webSocketMessage(socket: any, message: string) {
    if (message === "abort") this.ctx.abort("in a message");
    socket.send("echo");
  }
  webSocketClose() {
    Sockets.log.push("webSocketClose");
  }
  webSocketError() {
    Sockets.log.push("webSocketError");
  }
}
