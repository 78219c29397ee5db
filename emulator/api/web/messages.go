package web

// Texts that JavaScript sees, equal to workerd's byte for byte.
const (
	msgImmutableHeaders = "Can't modify immutable headers."
	msgHeaderName       = "Invalid header name."
	msgHeaderValue      = "Invalid header value."
)

const (
	msgErrorResponse  = "Return value from serve handler must not be an error response (like Response.error())."
	msgConnectionLost = "Network connection lost."
)
