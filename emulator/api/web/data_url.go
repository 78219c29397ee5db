package web

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
)

// dataResponse answers a fetch of a data: URL.
func dataResponse(req *Request) (*Response, error) {
	req.Body.Close()
	kind, text, ok := strings.Cut(strings.TrimPrefix(StripFragment(req.URL), "data:"), ",")
	if !ok {
		return nil, &Error{Class: "TypeError", Message: msgCannotLoad + req.URL}
	}
	data := percentDecode(text)
	if rest, isBase64 := strings.CutSuffix(strings.TrimRight(kind, " "), "base64"); isBase64 && strings.HasSuffix(strings.TrimRight(rest, " "), ";") {
		kind = strings.TrimSuffix(strings.TrimRight(rest, " "), ";")
		decoded, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(stripSpace(data), "="))
		if err != nil {
			return nil, &Error{Class: "TypeError", Message: msgCannotLoad + req.URL}
		}
		data = string(decoded)
	}
	resp := &Response{Status: http.StatusOK, StatusText: "OK", Immutable: true}
	resp.Headers.Set("content-type", dataType(kind))
	if req.Method == http.MethodGet {
		resp.Body = NewBytesBody([]byte(data))
	}
	return resp, nil
}

func dataType(kind string) string {
	if strings.HasPrefix(kind, ";") {
		kind = "text/plain" + kind
	}
	if normalized := normalizeType(kind); normalized != "" {
		return normalized
	}
	return "text/plain;charset=US-ASCII"
}

// percentDecode leaves alone what is no escape.
func percentDecode(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+2 < len(s) && s[i] == '%' {
			if c, err := url.PathUnescape(s[i : i+3]); err == nil {
				b.WriteString(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func stripSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\f\r", r) {
			return -1
		}
		return r
	}, s)
}
