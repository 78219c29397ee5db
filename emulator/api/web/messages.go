package web

// Texts that JavaScript sees, equal to workerd's byte for byte.
const (
	msgImmutableHeaders = "Can't modify immutable headers."
	msgHeaderName       = "Invalid header name."
	msgHeaderValue      = "Invalid header value."
)

const (
	msgErrorResponse  = "Return value from serve handler must not be an error response (like Response.error())"
	msgConnectionLost = "Network connection lost."
	msgNotUpgraded    = "Failed to establish the WebSocket connection: expected server to reply with HTTP status code 101 (switching protocols), but received %d instead."
)

const (
	msgTooManyBytes   = "Attempt to write too many bytes through a FixedLengthStream."
	msgTooFewBytes    = "FixedLengthStream did not see all expected bytes before close()."
	msgWritableClosed = "This WritableStream has been closed."
	msgDetached       = "The ArrayBuffer has been detached."
	msgNotBytes       = "This ReadableStream did not return bytes."
	msgDecompression  = "Decompression failed."
	msgTrailingBytes  = "Trailing bytes after end of compressed data"
	msgIncomplete     = "Called close() on a decompression stream with incomplete data"
)

const (
	msgCannotLoad       = "Fetch API cannot load: "
	msgBadLocation      = "Invalid Location header; unable to follow redirect."
	msgTooManyRedirects = "Too many redirects."
	msgOneTimeBody      = "A request with a one-time-use body (it was initialized from a stream, not a buffer) encountered a redirect requiring the body to be retransmitted. To avoid this error in the future, construct this request from a buffer-like body initializer."
)
