import { serve } from "../entry";
import * as calls from "./calls";
import * as instances from "./instances";
import * as modules from "./modules";
import * as objects from "./objects";

export default serve({ ...modules, ...instances, ...calls, ...objects });
