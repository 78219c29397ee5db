import bare from "./bare.js";
import sibling from "bare.js";
import up from "../named";
import text from "../data/text.md";
export const all = [bare, sibling, up, text];
