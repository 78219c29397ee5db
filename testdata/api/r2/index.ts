import { serve } from "../entry";
import * as conditions from "./conditions";
import * as errors from "./errors";
import * as lists from "./lists";
import * as metadata from "./metadata";
import * as multipart from "./multipart";
import * as objects from "./objects";
import * as ranges from "./ranges";

export default serve({ ...objects, ...metadata, ...ranges, ...conditions, ...lists, ...multipart, ...errors });
