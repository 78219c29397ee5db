import "../../outside.js"; export const never = 1;
