import { serve } from "../entry";
import * as existing from "./existing";
import * as loaded from "./loaded";
import * as restoring from "./restoring";
import * as storing from "./storing";

export { Subject } from "../entry";
export { Child, Greeter, Keeper, NoRestore, Source, Target } from "./targets";
const { load: _, ...cases } = loaded;
export default serve({ ...existing, ...storing, ...restoring, ...cases });
