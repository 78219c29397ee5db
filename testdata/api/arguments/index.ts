import { serve } from "../entry";
import * as methods from "./methods";

export { Subject } from "../entry";
export default serve({ ...methods });
