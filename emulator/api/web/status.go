package web

import "net/http"

// StatusText is the text of a status that a response which says none arrives with.
func StatusText(status int) string {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return "Payload Too Large"
	case http.StatusRequestURITooLong:
		return "URI Too Long"
	case http.StatusRequestedRangeNotSatisfiable:
		return "Range Not Satisfiable"
	case http.StatusTooEarly:
		return statusClasses[4]
	}
	if text := http.StatusText(status); text != "" {
		return text
	}
	return statusClasses[status/100]
}

// statusClasses are what other statuses are called.
var statusClasses = map[int]string{2: "Successful", 3: "Redirection", 4: "Client Error", 5: "Server Error"}

// Arrived is a response from another place as it answers req: even an empty one has a body, unless
// its status or the method allows none.
func Arrived(req *Request, resp *Response) *Response {
	seen := *resp
	seen.URL, seen.Immutable = req.URL, true
	switch {
	case !allowsBody(req.Method, seen.Status):
		seen.Body.Close()
		seen.Body = nil
	case seen.Body == nil && seen.WebSocket == nil:
		seen.Body = NewBytesBody(nil)
	}
	return &seen
}
