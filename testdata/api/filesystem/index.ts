// The file system of a Worker: node:fs and the Web File System API. Every case has a /tmp of its own.
import { DurableObject } from "cloudflare:workers";
import { readdirSync, writeFileSync } from "node:fs";
import { serve } from "../entry";
import * as arguments_ from "./arguments";
import * as callbacks from "./callbacks";
import * as files from "./files";
import * as lifetime from "./lifetime";
import * as moves from "./moves";
import * as reads from "./reads";
import * as streams from "./streams";
import * as tree from "./tree";
import * as web from "./web";
import * as writes from "./writes";

export class Subject extends DurableObject {
  // visit writes a file more each time.
  visit() {
    const before = readdirSync("/tmp");
    writeFileSync(`/tmp/${before.length}`, "");
    return before;
  }
}

export default serve({ ...arguments_, ...callbacks, ...files, ...lifetime, ...moves, ...reads, ...streams, ...tree, ...web, ...writes });
