import { RpcTarget, WorkerEntrypoint } from "cloudflare:workers";

/** A running total. It lives until its caller disposes of it or ends. */
class Tally extends RpcTarget {
  #total = 0;

  add(n: number): number {
    this.#total += n;
    return this.#total;
  }

  get total(): number {
    return this.#total;
  }
}

/** What other Workers may call: every public method. */
export class Calculator extends WorkerEntrypoint {
  add(a: number, b: number): number {
    return a + b;
  }

  tally(): Tally {
    return new Tally();
  }
}

export default {
  async fetch(request, _env, ctx): Promise<Response> {
    const [, method, ...values] = new URL(request.url).pathname.split("/");
    const calculator = ctx.exports.Calculator;
    switch (method) {
      case "add":
        return Response.json({ sum: await calculator.add(Number(values[0]), Number(values[1])) });

      case "sum": {
        using tally = await calculator.tally();
        for (const n of (values[0] ?? "").split(",")) await tally.add(Number(n));
        return Response.json({ sum: await tally.total });
      }

      default:
        return Response.json({ error: "try /add/2/3 or /sum/1,2,3" }, { status: 404 });
    }
  },
} satisfies ExportedHandler;
