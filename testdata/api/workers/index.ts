// DO-RPC-45…47, DO-MIG-30…32: Workers that call each other, each in its own isolate.
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import { serve } from "../entry";
import * as fetches from "./fetches";
import * as calls from "./calls";
import * as loader from "./loader";
import * as objects from "./objects";

export class Own extends WorkerEntrypoint<any> {
  square(n: number) { return n * n; }
}
export class Own2 extends DurableObject {
  hi() { return "own"; }
}
export default serve({ ...fetches, ...calls, ...loader, ...objects });
