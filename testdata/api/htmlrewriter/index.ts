import { serve } from "../entry";
import * as documents from "./documents";
import * as handlers from "./handlers";
import * as selectors from "./selectors";

export default serve({ ...documents, ...handlers, ...selectors });
