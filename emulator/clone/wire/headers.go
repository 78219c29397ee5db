package wire

import "strings"

// commonHeaders are the header names that workerd writes as a number: the index plus one.
var commonHeaders = strings.Fields(`
	accept-charset accept-encoding accept-language accept-ranges accept
	access-control-allow-origin age allow authorization cache-control
	content-disposition content-encoding content-language content-length content-location
	content-range content-type cookie date etag
	expect expires from host if-match
	if-modified-since if-none-match if-range if-unmodified-since last-modified
	link location max-forwards proxy-authenticate proxy-authorization
	range referer refresh retry-after server
	set-cookie strict-transport-security transfer-encoding user-agent vary
	via www-authenticate`)

var commonHeaderNumbers = func() map[string]uint32 {
	numbers := make(map[string]uint32, len(commonHeaders))
	for k, name := range commonHeaders {
		numbers[name] = uint32(k + 1)
	}
	return numbers
}()

// Guards of a Headers object.
const (
	GuardImmutable = iota
	GuardRequest
	GuardResponse
	GuardNone
)

// HeaderField is one header. Its name is in lower case.
type HeaderField struct{ Name, Value string }

// Headers is a Headers object.
type Headers struct {
	Guard  uint32
	Fields []HeaderField
}

// Headers writes a Headers object.
func (w *Writer) Headers(h *Headers) {
	w.Host(HostHeaders)
	w.Uint32(h.Guard)
	w.Uint32(uint32(len(h.Fields)))
	for _, f := range h.Fields {
		number := commonHeaderNumbers[f.Name]
		w.Uint32(number)
		if number == 0 {
			w.Text(f.Name)
		}
		w.Text(f.Value)
	}
}

// Headers reads the body of a Headers object.
func (r *Reader) Headers() *Headers {
	h := &Headers{Guard: r.Uint32()}
	count := r.Uint32()
	for k := uint32(0); k < count && r.err == nil; k++ {
		h.Fields = append(h.Fields, HeaderField{r.headerName(), r.Text()})
	}
	return h
}

func (r *Reader) headerName() string {
	at := r.pos
	number := r.Uint32()
	if number == 0 {
		return r.Text()
	}
	if int64(number) > int64(len(commonHeaders)) {
		r.failAt(at, "unknown header number %d", number)
		return ""
	}
	return commonHeaders[number-1]
}

// DOMException writes a DOMException.
func (w *Writer) DOMException(e *DOMException) {
	w.Host(HostDOMException)
	w.Text(e.Name)
	w.Text(e.Message)
	w.Text(e.Stack)
}

// DOMException reads the body of a DOMException.
func (r *Reader) DOMException() *DOMException {
	return &DOMException{Name: r.Text(), Message: r.Text(), Stack: r.Text()}
}

// Blob writes a Blob.
func (w *Writer) Blob(b *Blob) {
	w.Host(HostBlob)
	w.Text(b.Type)
	w.LengthPrefixed(b.Data)
}

// Blob reads the body of a Blob. Its bytes are not copied.
func (r *Reader) Blob() *Blob { return &Blob{Type: r.Text(), Data: r.LengthPrefixed()} }
