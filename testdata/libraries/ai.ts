import { generateText, streamText, generateObject, tool, stepCountIs } from "ai";
import { MockLanguageModelV3, simulateReadableStream } from "ai/test";
import OpenAI from "openai";
import Stripe from "stripe";
import { z } from "zod";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 2, text: 2, reasoning: 0 } } as any;
const finish = (unified: string) => ({ unified, raw: undefined }) as any;
export const vercel = {
  async test() {
    const says = (text: string) => new MockLanguageModelV3({ doGenerate: async () => ({ content: [{ type: "text", text }], finishReason: finish("stop"), usage, warnings: [] }) as any });
    const streams = new MockLanguageModelV3({ doStream: async () => ({ stream: simulateReadableStream({ chunks: [{ type: "stream-start", warnings: [] }, { type: "text-start", id: "1" }, { type: "text-delta", id: "1", delta: "Hel" }, { type: "text-delta", id: "1", delta: "lo" }, { type: "text-end", id: "1" }, { type: "finish", finishReason: finish("stop"), usage }] as any }) }) as any });
    let step = 0;
    const tools = new MockLanguageModelV3({ doGenerate: async () => (step++ === 0 ? { content: [{ type: "tool-call", toolCallId: "c", toolName: "add", input: '{"a":1,"b":2}' }], finishReason: finish("tool-calls"), usage, warnings: [] } : { content: [{ type: "text", text: "three" }], finishReason: finish("stop"), usage, warnings: [] }) as any });
    const used = await generateText({ model: tools, prompt: "x", stopWhen: stepCountIs(3), tools: { add: tool({ description: "adds", inputSchema: z.object({ a: z.number(), b: z.number() }), execute: async ({ a, b }) => a + b }) } });
    const stream = streamText({ model: streams, prompt: "x" });
    const parts: string[] = [];
    for await (const t of stream.textStream) parts.push(t);
    return { text: (await generateText({ model: says("hi"), prompt: "x" })).text, parts, used: used.text, steps: used.steps.length, result: used.steps[0].toolResults.map((r: any) => r.output), object: (await generateObject({ model: says('{"n":1}'), schema: z.object({ n: z.number() }), prompt: "x" })).object, sse: (await streamText({ model: streams, prompt: "x" }).toTextStreamResponse().text()) };
  },
};
export const openai = {
  async test() {
    const seen: unknown[] = [];
    const client = new OpenAI({ apiKey: "k", maxRetries: 1, fetch: async (url: any, init: any) => {
      seen.push([String(url), init.method, new Headers(init.headers).get("authorization"), JSON.parse(init.body).model]);
      if (JSON.parse(init.body).stream) return new Response('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"choices":[{"delta":{"content":"b"}}]}\n\ndata: [DONE]\n\n', { headers: { "content-type": "text/event-stream" } });
      if (JSON.parse(init.body).model === "bad") return Response.json({ error: { message: "no such model", type: "t", code: "c" } }, { status: 404 });
      return Response.json({ choices: [{ message: { content: "ok" } }] });
    } });
    const messages = [{ role: "user" as const, content: "x" }];
    const parts: unknown[] = [];
    for await (const c of await client.chat.completions.create({ model: "m", messages, stream: true })) parts.push(c.choices[0].delta.content);
    return { once: (await client.chat.completions.create({ model: "m", messages })).choices[0].message.content, parts, bad: await client.chat.completions.create({ model: "bad", messages }).catch((e) => [e.constructor.name, e.status, e.message, e instanceof OpenAI.APIError]), seen };
  },
};
export const stripe = {
  async test() {
    const client = new Stripe("sk_test_x", { httpClient: Stripe.createFetchHttpClient(async (url: any, init: any) => (String(url).endsWith("/fail") ? Response.json({ error: { type: "card_error", message: "declined", code: "card_declined" } }, { status: 402 }) : Response.json({ id: "cus_1", url: String(url), method: init.method, body: init.body }))), maxNetworkRetries: 0 });
    const payload = JSON.stringify({ id: "evt_1", object: "event", type: "x" });
    const header = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: "whsec", timestamp: Math.floor(Date.now() / 1000), cryptoProvider: Stripe.createSubtleCryptoProvider() } as any);
    return { made: await client.customers.create({ email: "a@b.example", metadata: { k: "é" } }), failed: await client.customers.retrieve("fail").catch((e) => [e.type, e.message, e.code, e.statusCode]), event: (await client.webhooks.constructEventAsync(payload, header, "whsec")).id, forged: await client.webhooks.constructEventAsync(payload, header, "other").catch((e) => [e.type]) };
  },
};
