import { serve } from "../entry";
import * as classes from "./classes";
import * as disk from "./disk";
import * as ends from "./ends";
import * as getting from "./getting";
import * as limits from "./limits";

export { Subject } from "../entry";
export { Broken, Child, Echo, Plain, Refusing } from "./facets";
export default serve({ ...getting, ...classes, ...ends, ...disk, ...limits });
