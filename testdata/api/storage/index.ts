import { serve } from "../entry";
import * as async from "./async";
import * as kv from "./kv";
import * as list from "./list";
import * as shape from "./shape";
import * as sync from "./sync";
import * as transactions from "./transactions";
import * as values from "./values";

export { Legacy, Subject } from "../entry";
export default serve({ ...shape, ...async, ...list, ...values, ...transactions, ...sync, ...kv });
