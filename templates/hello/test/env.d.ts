// Gives `env` and `exports` from "cloudflare:workers" the types of this Worker.
import type * as worker from "../src/index";

declare global {
  namespace Cloudflare {
    interface Env extends worker.Env {}
    interface GlobalProps {
      mainModule: typeof worker;
    }
  }
}
