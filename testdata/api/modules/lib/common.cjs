const other = require("./other.cjs");
exports.name = "common";
exports.other = other.value;
exports.kinds = [typeof module, typeof require];
