import { serve } from "../entry";
import * as arguments_ from "./arguments";
import * as matching from "./matching";
import * as shape from "./shape";
import * as storing from "./storing";

export default serve({ ...arguments_, ...matching, ...shape, ...storing });
