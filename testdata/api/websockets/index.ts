import { serve } from "../entry";
import * as answers from "./answers";
import * as attachments from "./attachments";
import * as closing from "./closing";
import * as hibernating from "./hibernating";
import * as ordinary from "./ordinary";
import * as pairs from "./pairs";
import * as resets from "./resets";
import * as tags from "./tags";

export { Subject } from "../entry";
export { Quiet, Room } from "./rooms";
export default serve({ ...pairs, ...answers, ...ordinary, ...closing, ...tags, ...hibernating, ...attachments, ...resets });
