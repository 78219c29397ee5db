import { serve, Subject } from "../entry";
import * as dates from "./dates";

export { Subject } from "../entry";
export class Thenable extends Subject {
  fetch(): any {
    return { then: (resolve: (r: Response) => void) => resolve(new Response("unwrapped")) };
  }
}
export default serve({ ...dates });
