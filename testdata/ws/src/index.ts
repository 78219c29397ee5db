import { DurableObject } from "cloudflare:workers";

interface Env {
  ROOM: DurableObjectNamespace<Room>;
}

// echo answers each message with itself, and a close as the runtime does.
function echo(socket: WebSocket): void {
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }) => socket.send(data));
  socket.accept();
}

// upgraded answers with the first of the subprotocols offered.
function upgraded(request: Request, socket: WebSocket): Response {
  const protocol = request.headers.get("Sec-WebSocket-Protocol")?.split(",")[0];
  return new Response(null, { status: 101, webSocket: socket, headers: protocol ? { "Sec-WebSocket-Protocol": protocol } : {} });
}

// Room echoes with hibernatable sockets, and keeps how each of them ended.
export class Room extends DurableObject<Env> {
  ends: unknown[] = [];

  fetch(request: Request): Response {
    if (new URL(request.url).pathname === "/ends") return Response.json(this.ends.splice(0));
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    return upgraded(request, client);
  }

  webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (message === "close me") socket.close(4321, "as asked");
    else socket.send(message);
  }

  webSocketClose(socket: WebSocket, code: number, reason: string, clean: boolean): void {
    this.ends.push(["close", code, reason, clean, socket.readyState]);
    try {
      socket.close(code, reason);
    } catch {
      socket.close();
    }
  }

  webSocketError(_: WebSocket, error: Error): void {
    this.ends.push(["error", error.name, error.message]);
  }
}

// outgoing connects to a server and tells what it hears until the end: it says each of the
// messages, then closes.
async function outgoing(ask: URL): Promise<Response> {
  const target = ask.searchParams.get("target")!;
  const protocols = ask.searchParams.getAll("protocol");
  const heard: unknown[] = [];
  let socket: WebSocket;
  if (ask.searchParams.has("fetch")) {
    const headers = new Headers({ Upgrade: "websocket" });
    if (protocols.length > 0) headers.set("Sec-WebSocket-Protocol", protocols.join(", "));
    if (ask.searchParams.has("offer")) headers.set("Sec-WebSocket-Extensions", ask.searchParams.get("offer")!);
    let response: Response;
    try {
      response = await fetch(target.replace("ws:", "http:"), { headers });
    } catch (e) {
      return Response.json([...heard, ["rejected", String(e)]]);
    }
    heard.push(["answer", response.status, response.statusText, response.redirected]);
    const varying = ["connection", "date", "sec-websocket-accept"];
    heard.push([...response.headers].filter(([name]) => !varying.includes(name)));
    if (!response.webSocket) {
      heard.push(["body", await response.text()]);
      return Response.json(heard);
    }
    socket = response.webSocket;
    socket.accept();
  } else {
    socket = protocols.length > 0 ? new WebSocket(target, protocols) : new WebSocket(target);
  }
  socket.binaryType = "arraybuffer";
  return new Promise((resolve) => {
    let left = Number(ask.searchParams.get("answers") ?? 0);
    const start = () => ask.searchParams.getAll("say").forEach((text) => socket.send(text));
    const end = () => resolve(Response.json(heard));
    socket.addEventListener("open", () => {
      heard.push(["open", socket.protocol, socket.extensions]);
      start();
    });
    socket.addEventListener("message", ({ data }) => {
      heard.push(["message", typeof data === "string" ? data : [...new Uint8Array(data)]]);
      if (--left === 0) socket.close(4000, "done");
    });
    socket.addEventListener("error", ({ message }) => {
      heard.push(["error", message]);
      end();
    });
    socket.addEventListener("close", ({ code, reason, wasClean }) => {
      heard.push(["close", code, reason, wasClean]);
      end();
    });
    if (ask.searchParams.has("fetch")) start();
  });
}

export default {
  fetch(request: Request, env: Env): Response | Promise<Response> {
    const url = new URL(request.url);
    switch (url.pathname) {
      case "/outgoing":
        return outgoing(url);
      case "/ordinary": {
        const [client, server] = Object.values(new WebSocketPair());
        echo(server);
        return upgraded(request, client);
      }
      case "/hibernating":
      case "/ends":
        return env.ROOM.getByName(url.search).fetch(request);
    }
    return new Response("no such path", { status: 404 });
  },
};
