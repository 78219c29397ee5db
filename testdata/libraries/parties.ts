import { Server, getServerByName, routePartykitRequest } from "partyserver";
import { YServer } from "y-partyserver";
import { Agent, getAgentByName, routeAgentRequest, callable } from "agents";
import * as Y from "yjs";

export class Party extends Server<any> {
  static options = { hibernate: true };
  onConnect(connection: any) { connection.setState({ seen: 0 }); connection.send(`welcome to ${this.name}`); }
  onMessage(connection: any, message: string) { connection.setState({ seen: connection.state.seen + 1 }); this.broadcast(`${connection.state.seen}:${message}`); }
  async onRequest(request: Request) { return Response.json({ name: this.name, method: request.method, connections: [...this.getConnections()].length }); }
  rpc(n: number) { return n + 1; }
}
export class Docs extends YServer<any> {
  async text() { return this.document.getText("t").toString(); }
  async write(s: string) { this.document.getText("t").insert(0, s); return [...Y.encodeStateVector(this.document)].length > 0; }
}
export class Helper extends Agent<any, { n: number }> {
  initialState = { n: 0 };
  async add(by: number) { this.setState({ n: this.state.n + by }); return this.state.n; }
  async rows() { this.sql`create table if not exists t (a text)`; this.sql`insert into t values (${"x"})`; return this.sql`select count(*) as n from t`; }
  async plan() { const task = await this.schedule(3600, "later" as any, { k: 1 }); return { callback: task.callback, type: task.type, listed: this.getSchedules().length, cancelled: await this.cancelSchedule(task.id) }; }
  later() {}
  async onRequest() { return Response.json(this.state); }
}
const talk = async (stub: { fetch(u: string, i: RequestInit): Promise<Response> }, url: string, lines: string[], count: number, headers = {}) => {
  const socket = (await stub.fetch(url, { headers: { upgrade: "websocket", ...headers } })).webSocket!;
  const got: string[] = [];
  const all = new Promise<void>((resolve) => socket.addEventListener("message", (e) => { got.push(String(e.data)); if (got.length === count) resolve(); }));
  socket.accept();
  for (const line of lines) socket.send(line);
  await all;
  socket.close(1000);
  return got;
};
export const party = {
  async test(_: unknown, env: any) {
    const stub = await getServerByName(env.Party, "room");
    const routed = await routePartykitRequest(new Request("http://x.example/parties/party/hall"), { Party: env.Party } as any);
    return { talk: await talk(stub as any, "http://x.example/", ["a", "b"], 3), rpc: await (stub as any).rpc(1), routed: await routed!.json(), none: await routePartykitRequest(new Request("http://x.example/else"), { Party: env.Party } as any) };
  },
};
export const document = {
  async test(_: unknown, env: any) {
    const stub: any = await getServerByName(env.Docs, "doc");
    return { wrote: await stub.write("hello"), text: await stub.text() };
  },
};
export const agent = {
  async test(_: unknown, env: any) {
    const stub: any = await getAgentByName(env.Helper, "h");
    const routed = await routeAgentRequest(new Request("http://x.example/agents/helper/h"), { Helper: env.Helper } as any);
    return { add: [await stub.add(2), await stub.add(3)], rows: await stub.rows(), plan: await stub.plan(), state: await routed!.json(), callable: typeof callable };
  },
};
