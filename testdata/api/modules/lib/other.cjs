module.exports = { value: "other" };
