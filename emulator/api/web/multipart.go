package web

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/devdo/devdo/emulator/api/encoding"
)

// The forms that a body can have, with workerd's leniency and its complaints. Go's
// mime/multipart accepts other messages than workerd does and words its errors differently, so
// that it is of no use here.
const (
	typeMultipart  = "multipart/form-data"
	typeURLEncoded = "application/x-www-form-urlencoded"
)

const (
	msgFormBackslash   = "Name or filename can't end with backslash"
	msgFormType        = "Unrecognized Content-Type header value. FormData can only parse the following MIME types: multipart/form-data, application/x-www-form-urlencoded"
	msgFormCharset     = "Non-utf-8 application/x-www-form-urlencoded body."
	msgNoBoundary      = "No boundary string in Content-Type header. The multipart/form-data MIME type requires a boundary parameter, e.g. 'Content-Type: multipart/form-data; boundary=\"abcd\"'. See RFC 7578, section 4."
	msgFirstBoundary   = "No initial boundary string (or you have a truncated message)."
	msgBehindBoundary  = "Boundary string was not succeeded by CRLF, LF, or '--'."
	msgNextBoundary    = "No subsequent boundary string after multipart message."
	msgPartHeadersEnd  = "No multipart message header termination found."
	msgPartHeaders     = "FormData part had invalid headers."
	msgNoDisposition   = "No valid Content-Disposition header found in FormData part."
	msgBadDisposition  = "Invalid Content-Disposition header found in FormData part."
	msgDispositionName = "Content-Disposition header in FormData part is missing a name."
)

func msgDisposition(got string) string {
	return `Content-Disposition header for FormData part must have the value "form-data", possibly followed by parameters. Got: "` + got + `"`
}

var escapeName = strings.NewReplacer(`"`, "%22", "\n", "%0A", `\`, `\\`)

// writeMultipart is a form as multipart/form-data, with the content type that says so.
func writeMultipart(entries []formEntry) (data []byte, contentType string) {
	var random [16]byte
	_, _ = rand.Read(random[:])
	boundary := hex.EncodeToString(random[:])
	var b bytes.Buffer
	for _, e := range entries {
		b.WriteString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escapeName.Replace(e.name) + `"`)
		if e.file != nil {
			kind := e.file.contentType
			if kind == "" {
				kind = "application/octet-stream"
			}
			b.WriteString(`; filename="` + escapeName.Replace(e.file.name) + "\"\r\nContent-Type: " + kind)
		}
		b.WriteString("\r\n\r\n")
		b.Write(e.data)
		b.WriteString("\r\n")
	}
	b.WriteString("--" + boundary + "--")
	return b.Bytes(), typeMultipart + "; boundary=" + boundary
}

// parseForm reads a form; problem is the text of the TypeError where that is impossible.
func parseForm(data []byte, contentType string) (entries []formEntry, problem string) {
	m, _ := parseMIME(contentType)
	switch m.essence {
	case typeMultipart:
		if !m.has("boundary") {
			return nil, msgNoBoundary
		}
		return parseMultipart(data, m.param("boundary"))
	case typeURLEncoded:
		if m.has("charset") && !slices.Contains(labelsUTF8, strings.ToLower(m.param("charset"))) {
			return nil, msgFormCharset
		}
		return parseURLEncoded(encoding.DecodeUTF8(data)), ""
	}
	return nil, msgFormType
}

// labelsUTF8 are the names of UTF-8 that a form may give.
var labelsUTF8 = []string{"utf-8", "utf8", "unicode-1-1-utf-8"}

// headersEnd is an empty line. Like everything here it may be without its carriage returns.
var headersEnd = regexp.MustCompile("\r?\n\r?\n")

// parseMultipart reads multipart/form-data. Files share their bytes with data.
func parseMultipart(data []byte, boundary string) (entries []formEntry, problem string) {
	delimiter := []byte("\n--" + boundary)
	// The first one need not be at the beginning of a line.
	_, rest, _ := bytes.Cut(data, delimiter[1:])
	if len(rest) == 0 {
		return nil, msgFirstBoundary
	}
	for {
		switch {
		case bytes.HasPrefix(rest, []byte("\n")):
			rest = rest[1:]
		case bytes.HasPrefix(rest, []byte("\r\n")):
			rest = rest[2:]
		case bytes.HasPrefix(rest, []byte("--")):
			return entries, ""
		default:
			return nil, msgBehindBoundary
		}
		end := headersEnd.FindIndex(rest)
		if end == nil {
			return nil, msgPartHeadersEnd
		}
		entry, problem := parsePart(string(rest[:end[0]]))
		if problem != "" {
			return nil, problem
		}
		entry.data, rest, _ = bytes.Cut(rest[end[1]:], delimiter)
		if len(rest) == 0 {
			return nil, msgNextBoundary
		}
		entry.data = bytes.TrimSuffix(entry.data, []byte("\r"))
		entries = append(entries, entry)
	}
}

// parsePart reads the headers of one part.
func parsePart(headers string) (e formEntry, problem string) {
	disposition, contentType, ok := parsePartHeaders(headers)
	if !ok {
		return e, msgPartHeaders
	}
	if disposition == "" {
		return e, msgNoDisposition
	}
	kind := dispositionKind.FindStringSubmatch(disposition)
	if kind == nil {
		return e, msgBadDisposition
	}
	if kind[1] != "form-data" {
		return e, msgDisposition(kind[1])
	}
	rest := disposition[len(kind[0]):]
	for param := dispositionParam.FindStringSubmatch(rest); param != nil; param = dispositionParam.FindStringSubmatch(rest) {
		rest = rest[len(param[0]):]
		value := escapedChar.ReplaceAllString(param[2], "$1")
		switch param[1] {
		case "name":
			e.name = value
		case "filename":
			e.file = &formFile{name: value, contentType: contentType}
		}
	}
	if e.name == "" {
		return e, msgDispositionName
	}
	return e, ""
}

// The parts of a disposition. Values must be quoted and not empty; what comes behind one that is
// not is not looked at.
var (
	dispositionKind  = regexp.MustCompile(`^\s*([\w-]+)\s*`)
	dispositionParam = regexp.MustCompile(`^;\s*([\w-]+)\s*=\s*"((?:[^"\\]|\\.)+)"\s*`)
	escapedChar      = regexp.MustCompile(`\\(.)`)
)

// lineEnds are what ends a header.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// parsePartHeaders finds the two headers that matter; ok is false where any is malformed.
func parsePartHeaders(headers string) (disposition, contentType string, ok bool) {
	fields := &Headers{}
	for line := range strings.SplitSeq(lineEnds.Replace(headers), "\n") {
		name, value, colon := strings.Cut(line, ":")
		if !colon || name == "" || !partHeaderName(name) || strings.Contains(value, "\x00") {
			return "", "", false
		}
		fields.Add(name, strings.TrimLeft(value, " \t"))
	}
	return fields.Get("content-disposition"), fields.Get("content-type"), true
}

// partHeaderName is more liberal than validName: it accepts whatever is not ASCII.
func partHeaderName(name string) bool {
	for i := range len(name) {
		if name[i] < 0x80 && !tokenChar(name[i]) {
			return false
		}
	}
	return true
}

// parseURLEncoded reads application/x-www-form-urlencoded. Its percent-encoding is
// workerd's, not the URL standard's: one digit will do, and a sign without any is dropped.
func parseURLEncoded(text string) (entries []formEntry) {
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		entries = append(entries, formEntry{name: string(unescapeForm(name)), data: unescapeForm(value)})
	}
	return entries
}

func unescapeForm(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '+':
			out = append(out, ' ')
		case '%':
			digits := hexDigits(s[i+1:])
			if n, err := strconv.ParseUint(s[i+1:i+1+digits], 16, 8); err == nil {
				out = append(out, byte(n))
			}
			i += digits
		default:
			out = append(out, s[i])
		}
	}
	return out
}

// hexDigits is how many hexadecimal digits s begins with, at most two.
func hexDigits(s string) int {
	n := 0
	for n < min(len(s), 2) && strings.IndexByte("0123456789abcdefABCDEF", s[n]) >= 0 {
		n++
	}
	return n
}

// decodeText is what JavaScript sees of the bytes of a text.
func decodeText(s string) string { return encoding.ReplaceInvalid([]byte(s)) }
