package httpcache

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Answer is the response to a request that the cache has something for.
type Answer struct {
	Status int
	Header Header
	// Body is nil where the answer has none.
	Body []byte
}

const cacheStatus = "cf-cache-status"

// Match answers a GET request with a stored response, conditionally and in ranges where that is
// asked for.
func Match(request Header, stored Metadata, body []byte) Answer {
	header := stored.Header.without(func(string) bool { return false })
	header.Set(cacheStatus, "HIT")
	ranges, satisfiable := askedRanges(request, stored.Size)
	if !satisfiable {
		return Answer{
			Status: http.StatusRequestedRangeNotSatisfiable, Body: []byte{},
			Header: Header{{"content-range", fmt.Sprintf("bytes */%d", stored.Size)}, {cacheStatus, "HIT"}},
		}
	}
	if sameTag(request, header) || notModified(request, header) {
		return Answer{Status: http.StatusNotModified, Header: header}
	}
	switch len(ranges) {
	case 0:
		return Answer{stored.Status, header, body}
	case 1:
		r := ranges[0]
		header.Set("content-range", r.of(stored.Size))
		header.Set("content-length", fmt.Sprint(r.last-r.first+1))
		return Answer{http.StatusPartialContent, header, r.cut(body)}
	}
	return multipart(header, ranges, stored.Size, body)
}

// multipart answers with several ranges.
func multipart(header Header, ranges []byteRange, size int, body []byte) Answer {
	boundary := "miniflare-boundary-" + uuid.NewString()
	var parts bytes.Buffer
	for _, r := range ranges {
		fmt.Fprintf(&parts, "--%s\r\n", boundary)
		if contentType, ok := header.Lookup("content-type"); ok {
			fmt.Fprintf(&parts, "Content-Type: %s\r\n", contentType)
		}
		fmt.Fprintf(&parts, "Content-Range: %s\r\n\r\n", r.of(size))
		parts.Write(r.cut(body))
		parts.WriteString("\r\n")
	}
	fmt.Fprintf(&parts, "--%s--", boundary)
	header.Set("content-type", "multipart/byteranges; boundary="+boundary)
	return Answer{http.StatusPartialContent, header, parts.Bytes()}
}

// sameTag reports whether the request has, by its If-None-Match, what is stored.
func sameTag(request, stored Header) bool {
	asked, conditional := request.Lookup("if-none-match")
	tag, ok := entityTag(stored.Get("etag"))
	if !conditional || !ok {
		return false
	}
	if strings.TrimSpace(asked) == "*" {
		return true
	}
	for _, one := range strings.Split(asked, ",") {
		if other, ok := entityTag(one); ok && other == tag {
			return true
		}
	}
	return false
}

var tagPattern = regexp.MustCompile(`^(?:W/)?"(.+)"$`)

// entityTag is the tag, whether it is weak or not.
func entityTag(value string) (string, bool) {
	found := tagPattern.FindStringSubmatch(strings.TrimSpace(value))
	if found == nil {
		return "", false
	}
	return found[1], true
}

// notModified reports whether what is stored is no newer than the request's If-Modified-Since.
func notModified(request, stored Header) bool {
	since, err := time.Parse(httpTime, request.Get("if-modified-since"))
	if err != nil {
		return false
	}
	modified, err := time.Parse(httpTime, stored.Get("last-modified"))
	return err == nil && !modified.After(since)
}
