import * as Sentry from "@sentry/cloudflare";

export const captured = {
  async test(_: unknown, env: any, ctx: any) {
    const sent: any[] = [];
    const handler = Sentry.withSentry(() => ({ dsn: "https://key@sentry.example/1", tracesSampleRate: 1, transport: (o: any) => Sentry.createTransport(o, async (r: any) => { sent.push(typeof r.body === "string" ? r.body : new TextDecoder().decode(r.body)); return { statusCode: 200 }; }) }) as any, {
      async fetch(request: Request) {
        Sentry.setTag("k", "v");
        Sentry.addBreadcrumb({ message: "crumb" });
        if (request.url.endsWith("/throws")) throw new TypeError("seen");
        return Sentry.startSpan({ name: "span" }, async () => new Response("ok"));
      },
    } as any) as any;
    const pending: Promise<unknown>[] = [];
    const context = { waitUntil: (p: Promise<unknown>) => pending.push(p), passThroughOnException() {}, props: {} };
    const ok = await (await handler.fetch(new Request("http://x.example/a"), env, context)).text();
    const failed = await handler.fetch(new Request("http://x.example/throws"), env, context).catch((e: Error) => e.message);
    await Promise.allSettled(pending);
    await Sentry.flush(100);
    const items = sent.flatMap((s) => s.split("\n").filter(Boolean).map((l: string) => JSON.parse(l)));
    const exception = items.find((i) => i.exception);
    const frame = exception?.exception.values[0].stacktrace?.frames?.at(-1);
    return { ok, failed, types: [...new Set(items.map((i) => i.type).filter(Boolean))].sort(), exception: exception && { value: exception.exception.values[0].value, type: exception.exception.values[0].type, tags: exception.tags, crumbs: exception.breadcrumbs?.map((b: any) => b.message) }, frame: frame && [frame.function, typeof frame.lineno, frame.in_app] };
  },
};
