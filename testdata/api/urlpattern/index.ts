import { serve } from "../entry";
import * as arguments_ from "./arguments";
import * as matches from "./matches";
import * as patterns from "./patterns";

export default serve({ ...arguments_, ...matches, ...patterns });
