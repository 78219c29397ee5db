exports.value = require("./absent.js");
