import { serve } from "../entry";
import * as functions from "./functions";
import * as names from "./names";
import * as members from "./members";

export default serve({ ...functions, ...members, ...names });
