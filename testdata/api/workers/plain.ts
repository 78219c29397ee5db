// A Worker of plain handlers: RPC reaches functions of one argument (DO-RPC-46).
export default {
  async fetch(request: Request, env: any) {
    const url = new URL(request.url);
    if (url.pathname === "/on") return env.OTHER.fetch("http://other/echo", { method: "POST", body: await request.text() });
    return Response.json({ who: env.WHO, url: request.url, method: request.method });
  },
  one: (arg: unknown, env: any) => [arg, env.WHO],
  two: (a: unknown, b: unknown, c: unknown, d: unknown) => [a, b, c, d],
  none: () => "none",
  // A stub that came from a third Worker.
  async use(stub: any) { return stub.twice(21); },
  async give(env: any) { return env; },
};
