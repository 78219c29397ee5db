import { serve } from "../entry";
import * as aborts from "./aborts";
import * as construction from "./construction";
import * as errors from "./errors";
import * as idle from "./idle";
import * as resets from "./resets";
import * as sections from "./sections";

export { Subject } from "../entry";
export { Answers, Empty, Plain, Sockets } from "./classes";
export default serve({ ...construction, ...sections, ...resets, ...aborts, ...idle, ...errors });
