import "./absent.js"; export const never = 1;
