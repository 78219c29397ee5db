import { serve } from "../entry";
import * as email from "./email";
import * as simple from "./simple";

export default serve({ ...simple, ...email });
