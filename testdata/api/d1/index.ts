import { serve } from "../entry";
import * as errors from "./errors";
import * as passing from "./passing";
import * as queries from "./queries";
import * as sessions from "./sessions";
import * as shapes from "./shapes";
import * as values from "./values";

const { Other, Keeper, ...passingCases } = passing;

export { Keeper, Other };
export default serve({ ...shapes, ...queries, ...values, ...errors, ...sessions, ...passingCases });
