package crypto

// Texts that scripts see, equal to workerd's.
const (
	msgGlobalScope = "Disallowed operation called within global scope. Asynchronous I/O (ex: fetch() or connect()), setting a timeout, and generating random values are not allowed within global scope. To fix this error, perform this operation within a handler. https://developers.cloudflare.com/workers/runtime-apis/handlers/"

	msgNotIntegers   = "ArrayBufferView argument to getRandomValues() must be an integer-typed view."
	msgTooMuchRandom = "getRandomValues() only accepts buffers of size <= 64K but provided %d bytes."

	msgRequiredMembers = "Cannot initialize N7workerd3api12SubtleCrypto%d%sE with required members from an undefined or null value."
	msgUnequalLengths  = "Input buffers must have the same byte length."

	msgNoDigest = "Unrecognized or unimplemented digest algorithm requested."
)
