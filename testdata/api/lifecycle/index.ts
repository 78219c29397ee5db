import { serve } from "../entry";
import * as construction from "./construction";
import * as errors from "./errors";
import * as idle from "./idle";
import * as resets from "./resets";
import * as sections from "./sections";

export { Subject } from "../entry";
export { Answers, Empty, Plain } from "./classes";
export default serve({ ...construction, ...sections, ...resets, ...idle, ...errors });
