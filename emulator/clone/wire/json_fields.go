package wire

import "strconv"

// fields writes what follows the "$type" of an object.
func (j *jsonWriter) fields(v Value) {
	switch v := v.(type) {
	case *Object:
		j.pairs("properties", v.Properties)
	case *Array:
		j.arrayFields(v)
	case *Date:
		j.dateFields(v)
	case *Map:
		j.raw(`,"entries":`)
		j.list('[', ']', len(v.Entries), func(k int) {
			j.raw("[")
			j.value(v.Entries[k].Key)
			j.raw(",")
			j.value(v.Entries[k].Value)
			j.raw("]")
		})
	case *Set:
		j.raw(`,"values":`)
		j.list('[', ']', len(v.Items), func(k int) { j.value(v.Items[k]) })
	case *RegExp:
		j.field("source", String(v.Source))
		j.field("flags", String(Flags(v.Bits)))
	case *Boxed:
		j.field("value", v.Value)
	case *ArrayBuffer:
		j.base64(v.Data)
		if v.Resizable {
			j.field("maxByteLength", Number(v.MaxLength))
		}
	case *View:
		j.viewFields(v)
	default:
		j.platformFields(v)
	}
}

func (j *jsonWriter) platformFields(v Value) {
	switch v := v.(type) {
	case *ErrorObject:
		j.errorFields(v)
	case *Headers:
		j.raw(`,"fields":`)
		j.list('[', ']', len(v.Fields), func(k int) {
			j.raw("[")
			j.quote(v.Fields[k].Name)
			j.raw(",")
			j.quote(v.Fields[k].Value)
			j.raw("]")
		})
		j.field("guard", Number(v.Guard))
	case *Request:
		j.field("url", String(v.URL))
		j.field("init", v.Init)
	case *Response:
		j.field("body", v.Body)
		j.field("init", v.Init)
	case *DOMException:
		j.field("name", String(v.Name))
		j.field("message", String(v.Message))
		j.field("stack", String(v.Stack))
	case *Blob:
		j.field("type", String(v.Type))
		j.base64(v.Data)
	}
}

func (j *jsonWriter) arrayFields(a *Array) {
	j.field("length", Number(a.Length))
	j.raw(`,"elements":`)
	j.list('[', ']', len(a.Elements), func(k int) {
		j.raw("[" + strconv.FormatUint(uint64(a.Elements[k].Index), 10) + ",")
		j.value(a.Elements[k].Value)
		j.raw("]")
	})
	if len(a.Properties) > 0 {
		j.pairs("properties", a.Properties)
	}
}

func (j *jsonWriter) dateFields(d *Date) {
	iso, ok := isoDate(d.Milliseconds)
	if !ok {
		j.raw(`,"value":null`)
		return
	}
	j.field("value", String(iso))
}

func (j *jsonWriter) viewFields(v *View) {
	_, sharedBuffer := j.shared[v.Buffer]
	whole := v.Offset == 0 && int(v.Length) == len(v.Buffer.Data)
	if whole && !sharedBuffer && !v.Buffer.Resizable {
		j.base64(v.Buffer.Data)
		return
	}
	j.field("buffer", v.Buffer)
	j.field("byteOffset", Number(v.Offset))
	j.field("byteLength", Number(v.Length))
	if v.LengthTracking {
		j.field("lengthTracking", Bool(true))
	}
}

func (j *jsonWriter) errorFields(e *ErrorObject) {
	class := "Error"
	if e.Kind != ErrorOther && int(e.Kind) < len(errorNames) {
		class = errorNames[e.Kind]
	}
	j.field("class", String(class))
	if e.Name != nil {
		j.field("name", e.Name)
	}
	if e.Message != nil {
		j.field("message", e.Message)
	}
	if len(e.Properties) > 0 {
		j.pairs("properties", e.Properties)
	}
	if e.Legacy {
		j.field("legacy", Bool(true))
	}
}
