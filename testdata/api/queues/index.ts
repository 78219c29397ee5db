import { serve } from "../entry";
import * as consume from "./consume";
import * as produce from "./produce";
import { handle } from "./heard";

export default { ...serve({ ...produce, ...consume }), queue: handle };
