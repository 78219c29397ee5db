import { SELF } from "cloudflare:test";
import type { RoomEvent, Say } from "../src/protocol";

/** Somebody in a room, connected through the Worker as a browser would be. */
export class Client {
  private readonly received: string[] = [];
  private readonly waiting: ((data: string) => void)[] = [];
  readonly closed: Promise<CloseEvent>;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.addEventListener("close", resolve));
    socket.addEventListener("message", ({ data }) => {
      const next = this.waiting.shift();
      if (next) next(data as string);
      else this.received.push(data as string);
    });
    socket.accept();
  }

  static async join(room: string, name: string): Promise<Client> {
    const response = await SELF.fetch(
      `https://example.com/rooms/${room}/socket?name=${encodeURIComponent(name)}`,
      { headers: { Upgrade: "websocket" } },
    );
    if (!response.webSocket) throw new Error(`not upgraded: ${response.status}`);
    return new Client(response.webSocket);
  }

  /** The next thing the room sends, as it is. */
  nextText(): Promise<string> {
    const data = this.received.shift();
    if (data !== undefined) return Promise.resolve(data);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async next(): Promise<RoomEvent> {
    return JSON.parse(await this.nextText());
  }

  say(text: string, to?: string): void {
    this.socket.send(JSON.stringify({ type: "say", text, to } satisfies Say));
  }
}
