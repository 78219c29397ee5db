import { DurableObject } from "cloudflare:workers";
import { serve } from "../entry";
import * as firing from "./firing";
import * as retries from "./retries";
import * as setting from "./setting";

export { Subject } from "../entry";
export class Empty extends DurableObject {
  set(time: number) {
    return (this as any).ctx.storage.setAlarm(time);
  }
}
export default serve({ ...setting, ...firing, ...retries });
