import { RpcTarget, newHttpBatchRpcResponse, newHttpBatchRpcSession, newMessagePortRpcSession } from "capnweb";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

class Inner extends RpcTarget { constructor(private n: number) { super(); } get value() { return this.n; } add(x: number) { return new Inner(this.n + x); } }
class Api extends RpcTarget {
  hello(name: string) { return `Hello ${name}`; }
  inner(n: number) { return new Inner(n); }
  fails() { throw new RangeError("out"); }
  async calls(f: (x: number) => Promise<number>) { return (await f(2)) + 1; }
  echo(v: unknown) { return v; }
}
export const batch = {
  async test() {
    const real = globalThis.fetch;
    globalThis.fetch = (async (input: any, init: any) => newHttpBatchRpcResponse(new Request(input, init), new Api())) as any;
    try {
      using api: any = newHttpBatchRpcSession("http://x.example/rpc");
      const pipelined = api.inner(1).add(2).add(3);
      const [hello, value, failed, echo] = await Promise.all([api.hello("a"), pipelined.value, api.fails().catch((e: Error) => [e.name, e.message]), api.echo({ d: new Date(3), b: Uint8Array.of(1), u: undefined, n: 1n })]);
      return { hello, value, failed, echo };
    } finally {
      globalThis.fetch = real;
    }
  },
};
export const ports = {
  async test() {
    const { port1, port2 } = new MessageChannel();
    newMessagePortRpcSession(port1, new Api());
    const api: any = newMessagePortRpcSession(port2);
    const out = { called: await api.calls((x: number) => x * 10), value: await api.inner(4).value };
    api[Symbol.dispose]();
    return out;
  },
};
export const mcp = {
  async test() {
    const server = new McpServer({ name: "s", version: "1" });
    server.registerTool("add", { description: "adds", inputSchema: { a: z.number(), b: z.number() } as any }, (async ({ a, b }: any) => ({ content: [{ type: "text", text: String(a + b) }] })) as any);
    server.registerResource("r", "res://x", { mimeType: "text/plain" }, async (uri) => ({ contents: [{ uri: uri.href, text: "content" }] }));
    server.registerPrompt("p", { argsSchema: { who: z.string() } as any }, (({ who }: any) => ({ messages: [{ role: "user", content: { type: "text", text: "hi " + who } }] })) as any);
    const [a, b] = InMemoryTransport.createLinkedPair();
    const client = new Client({ name: "c", version: "1" });
    await Promise.all([server.connect(a), client.connect(b)]);
    const out = { tools: await client.listTools(), sum: await client.callTool({ name: "add", arguments: { a: 1, b: 2 } }), wrong: await client.callTool({ name: "add", arguments: { a: "x", b: 2 } }).then((r: any) => r.isError, (e) => e.code), resource: await client.readResource({ uri: "res://x" }), prompt: await client.getPrompt({ name: "p", arguments: { who: "you" } }) };
    await client.close();
    return out;
  },
};
