// Objects with sockets, and what is at the other end of one.
import { Subject, sleep } from "../entry";

/** Handlers are what a Room does, by its id. */
export interface Handlers {
  /** connect gets an upgrade's server end; it hibernates if there is no such handler. */
  connect?(self: Room, server: any, client: any): unknown;
  /** respond answers a request for /room instead. */
  respond?(self: Room, request: Request): any;
  message?(self: Room, socket: any, message: any): unknown;
  close?(self: Room, socket: any, code: number, reason: string, wasClean: boolean): unknown;
  error?(self: Room, socket: any, error: any): unknown;
  construct?(self: Room): void;
}

const rooms = new Map<string, Handlers>();

/** Room is a Durable Object that hears of its sockets what handlers say. */
export class Room extends Subject {
  get handlers(): Handlers {
    return rooms.get(String(this.ctx.id)) ?? {};
  }
  constructor(ctx: any, env: any) {
    super(ctx, env);
    this.handlers.construct?.(this);
  }
  async fetch(request: Request): Promise<Response> {
    const { connect, respond } = this.handlers;
    if (respond && new URL(request.url).pathname === "/room") return respond(this, request);
    if (request.headers.get("Upgrade") === null) return super.fetch(request);
    const [client, server] = Object.values(new WebSocketPair()) as any[];
    if (connect) await connect(this, server, client);
    else this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(socket: any, message: any) {
    return this.handlers.message?.(this, socket, message);
  }
  webSocketClose(socket: any, code: number, reason: string, wasClean: boolean) {
    return this.handlers.close?.(this, socket, code, reason, wasClean);
  }
  webSocketError(socket: any, error: any) {
    return this.handlers.error?.(this, socket, error);
  }
}

/** Quiet accepts sockets and has no handlers. */
export class Quiet extends Subject {
  async fetch(request: Request): Promise<Response> {
    if (request.headers.get("Upgrade") === null) return super.fetch(request);
    const [client, server] = Object.values(new WebSocketPair()) as any[];
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
}

/** room is a stub of a new Room. */
export function room(env: any, handlers: Handlers): any {
  const id = env.ROOM.newUniqueId();
  rooms.set(String(id), handlers);
  return env.ROOM.get(id);
}

/** follow writes what arrives on a socket into log. */
export function follow(socket: any, log: unknown[] = []): any[] {
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }: any) => log.push(typeof data === "string" ? data : data.byteLength));
  socket.addEventListener("close", ({ code, reason, wasClean }: any) => log.push(["close", code, reason, wasClean, socket.readyState]));
  socket.addEventListener("error", ({ message }: any) => log.push(["error", message]));
  return log;
}

/** dial opens an accepted socket to an object. */
export async function dial(stub: any, options?: any): Promise<{ socket: any; log: any[] }> {
  const { webSocket: socket } = await stub.fetch("http://room/room", { headers: { Upgrade: "websocket" } });
  const log = follow(socket);
  socket.accept(options);
  return { socket, log };
}

/** pair is a pair with both ends accepted. */
export function pair(options?: any): { a: any; b: any; heardA: any[]; heardB: any[] } {
  const { 0: a, 1: b } = new WebSocketPair() as any;
  const heardA = follow(a);
  const heardB = follow(b);
  a.accept(options);
  b.accept(options);
  return { a, b, heardA, heardB };
}

/** settled waits for what is under way between sockets of one process. */
export const settled = () => sleep(40);
