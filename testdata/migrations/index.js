import { DurableObject } from "cloudflare:workers";

class Base extends DurableObject {
  storage() {
    try {
      this.ctx.storage.sql.exec("SELECT 1");
      return "sqlite";
    } catch (e) {
      return String(e.message);
    }
  }
}
export class A extends Base {}
export class B extends Base {}
export class C extends Base {}

export default {
  // Says of each binding what its class may store.
  async fetch(request, env) {
    const answer = {};
    for (const [name, binding] of Object.entries(env)) {
      try {
        if (typeof binding.getByName !== "function") continue;
        answer[name] = await binding.getByName("x").storage();
      } catch (e) {
        answer[name] = String(e.message);
      }
    }
    return Response.json(answer);
  },
};
