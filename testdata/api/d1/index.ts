import { serve } from "../entry";
import * as errors from "./errors";
import * as queries from "./queries";
import * as sessions from "./sessions";
import * as shapes from "./shapes";
import * as values from "./values";

export default serve({ ...shapes, ...queries, ...values, ...errors, ...sessions });
