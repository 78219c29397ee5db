import { serve } from "../entry";
import * as getting from "./getting";
import * as listing from "./listing";
import * as putting from "./putting";

export default serve({ ...getting, ...putting, ...listing });
