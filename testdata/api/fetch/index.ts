import { serve } from "../entry";
import * as arguments_ from "./arguments";
import * as bodies from "./bodies";
import * as eventsource from "./eventsource";
import * as forms from "./forms";
import * as messages from "./messages";
import * as network from "./network";
import { answer, setOrigin } from "./origin";

export { Telling } from "./eventsource";
export { Answering } from "./origin";

const { Telling: _, ...eventSources } = eventsource;
const cases = serve({ ...arguments_, ...bodies, ...eventSources, ...forms, ...messages, ...network });
export default {
  fetch(request: Request, env: any, ctx: any): Promise<Response> | Response {
    const url = new URL(request.url);
    setOrigin(url.origin);
    return url.pathname.startsWith("/origin/") ? answer(request) : cases.fetch(request, env, ctx);
  },
};
