import { serve } from "../entry";
import * as bindings from "./bindings";
import * as counts from "./counts";
import * as cursor from "./cursor";
import * as errors from "./errors";
import * as exec from "./exec";
import * as facts from "./facts";
import * as functions from "./functions";
import * as limits from "./limits";
import * as pragma from "./pragma";
import * as transactions from "./transactions";

export { Legacy, Subject } from "../entry";
export default serve({ ...exec, ...bindings, ...counts, ...cursor, ...errors, ...pragma, ...functions, ...limits, ...facts, ...transactions });
