import { serve } from "../entry";
import * as input from "./input";
import * as order from "./order";
import * as output from "./output";

export { Subject } from "../entry";
export default serve({ ...input, ...order, ...output });
