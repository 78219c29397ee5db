package webidl

import "strconv"

// Texts that workerd's binding layer gives for wrong arguments, byte for byte. Everything that
// checks an argument, in Go or in JavaScript, takes its text from here.
const (
	MsgIllegalInvocation  = "Illegal invocation: function called with incorrect `this` reference. See https://developers.cloudflare.com/workers/observability/errors/#illegal-invocation-errors for details."
	MsgIllegalConstructor = "Illegal constructor"
	MsgSymbolToString     = "Cannot convert a Symbol value to a string"
	MsgSymbolToNumber     = "Cannot convert a Symbol value to a number"
	MsgBigIntToNumber     = "Cannot convert a BigInt value to a number"
	MsgInvalidDate        = "The value cannot be converted because it is not a valid Date."
	MsgLateDate           = "This API doesn't support dates after 2189."
	MsgEarlyDate          = "This API doesn't support dates before 1687."
	MsgGlobalScope        = "Disallowed operation called within global scope. Asynchronous I/O (ex: fetch() or connect()), setting a timeout, and generating random values are not allowed within global scope. To fix this error, perform this operation within a handler. https://developers.cloudflare.com/workers/runtime-apis/handlers/"
	MsgNotInteger         = "The value cannot be converted because it is not an integer."
	MsgNegative           = "The value cannot be converted because it is negative and this API expects a positive number."
)

// MsgArgument says that the n-th argument of a method (from 1) is missing or of a wrong type.
func MsgArgument(method, class string, n int, expected string) string {
	return "Failed to execute '" + method + "' on '" + class + "': parameter " + strconv.Itoa(n) +
		" is not of type '" + expected + "'."
}

// MsgConstruct says that the n-th argument of a constructor (from 1) is missing or of a wrong type.
func MsgConstruct(class string, n int, expected string) string {
	return "Failed to construct '" + class + "': constructor parameter " + strconv.Itoa(n) +
		" is not of type '" + expected + "'."
}

// MsgNoNew says that a class was called as a function.
func MsgNoNew(class string) string {
	return "Failed to construct '" + class +
		"': Please use the 'new' operator, this object constructor cannot be called as a function."
}

// MsgProperty says that a value assigned to a property is of a wrong type.
func MsgProperty(class, property, expected string) string {
	return "Failed to set the '" + property + "' property on '" + class +
		"': the provided value is not of type '" + expected + "'."
}

// MsgField says that a field of an options dictionary is of a wrong type.
func MsgField(dictionary, field, expected string) string {
	return "Incorrect type for the '" + field + "' field on '" + dictionary +
		"': the provided value is not of type '" + expected + "'."
}

// MsgElement says that an element of a list is of a wrong type.
func MsgElement(index int, expected string) string {
	return "Incorrect type for array element " + strconv.Itoa(index) +
		": the provided value is not of type '" + expected + "'."
}

// MsgMapEntry says that a value in a record is of a wrong type.
func MsgMapEntry(key, expected string) string {
	return "Incorrect type for map entry '" + key + "': the provided value is not of type '" + expected + "'."
}

// MsgType says that a value nested in an argument is of a wrong type.
func MsgType(expected string) string {
	return "Incorrect type: the provided value is not of type '" + expected + "'."
}

// MsgPromise says that a promise resolved to something else than a class's instance.
func MsgPromise(class string) string {
	return "Incorrect type for Promise: the Promise did not resolve to '" + class + "'."
}

// MsgRange says that a number does not fit its integer type.
func MsgRange(low, high string) string {
	return "Value out of range. Must be between " + low + " and " + high + " (inclusive)."
}

// MsgTooLarge says that a number does not fit its unsigned type.
func MsgTooLarge(high string) string {
	return "Value out of range. Must be less than or equal to " + high + "."
}
