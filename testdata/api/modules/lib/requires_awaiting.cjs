exports.value = require("./never_required.js");
