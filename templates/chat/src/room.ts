import { DurableObject } from "cloudflare:workers";
import type { Env } from "./index";
import { type ChatMessage, parseSay, type RoomEvent } from "./protocol";

/** Kept with each socket, and still there after the room has slept. */
interface Attachment {
  name: string;
}

const historyLength = 50;

/**
 * One chat room.
 *
 * Its sockets hibernate: while nobody talks the object leaves memory, the sockets stay open, and
 * the next message builds the object again. So nothing about members lives in fields of the class;
 * it is all in the sockets' tags and attachments, and the history is in storage.
 */
export class Room extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Answered by the runtime itself, so a heartbeat does not wake a sleeping room.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Takes the Worker's upgrade request: a socket cannot travel over RPC. */
  override async fetch(request: Request): Promise<Response> {
    const name = new URL(request.url).searchParams.get("name") ?? "";
    const returning = this.members().includes(name);
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [name]);
    server.serializeAttachment({ name } satisfies Attachment);

    const members = this.members();
    send(server, { type: "welcome", you: name, members, history: this.history() });
    // A second tab of the same person is not news.
    if (!returning) this.broadcast({ type: "joined", name, members }, server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    if (typeof data !== "string") return socket.close(1003, "text only");
    const said = parseSay(data);
    if (typeof said === "string") return send(socket, { type: "error", reason: said });

    const from = nameOf(socket);
    const message: ChatMessage = { from, text: said.text.trim(), at: Date.now() };
    if (said.to !== undefined) return this.whisper(socket, { ...message, to: said.to });

    this.ctx.storage.kv.put("history", [...this.history(), message].slice(-historyLength));
    this.broadcast({ type: "message", ...message });
  }

  override async webSocketClose(
    socket: WebSocket,
    code: number,
    reason: string,
    wasClean: boolean,
  ): Promise<void> {
    // A hibernating socket does not answer a close by itself, and the other side waits for it.
    // 1005 stands for "no code was given" and cannot be sent.
    if (wasClean && socket.readyState === WebSocket.CLOSING) {
      socket.close(code === 1005 ? 1000 : code, reason);
    }
    this.leave(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.leave(socket);
  }

  /** The names of those present, sorted. */
  members(): string[] {
    return [...new Set(this.sockets().map(nameOf))].sort();
  }

  /** The last messages, oldest first. */
  history(): ChatMessage[] {
    return this.ctx.storage.kv.get<ChatMessage[]>("history") ?? [];
  }

  private whisper(socket: WebSocket, message: ChatMessage & { to: string }): void {
    const receivers = this.sockets(message.to);
    if (receivers.length === 0) {
      return send(socket, { type: "error", reason: `${message.to} is not here` });
    }
    for (const other of new Set([...receivers, ...this.sockets(message.from)])) {
      send(other, { type: "message", ...message });
    }
  }

  private leave(socket: WebSocket): void {
    const name = nameOf(socket);
    const members = [...new Set(this.sockets().filter((s) => s !== socket).map(nameOf))].sort();
    if (!members.includes(name)) this.broadcast({ type: "left", name, members }, socket);
  }

  private broadcast(event: RoomEvent, except?: WebSocket): void {
    for (const socket of this.sockets()) {
      if (socket !== except) send(socket, event);
    }
  }

  /** The open sockets, of everyone or of one person: the tag is the name. */
  private sockets(name?: string): WebSocket[] {
    return this.ctx.getWebSockets(name).filter((s) => s.readyState === WebSocket.OPEN);
  }
}

function nameOf(socket: WebSocket): string {
  return (socket.deserializeAttachment() as Attachment).name;
}

function send(socket: WebSocket, event: RoomEvent): void {
  socket.send(JSON.stringify(event));
}
