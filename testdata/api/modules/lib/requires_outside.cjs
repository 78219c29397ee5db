exports.value = require("../../outside.js");
