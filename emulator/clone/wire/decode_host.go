package wire

// host reads a host object. Its id is not known inside it, so workerd cannot read a cycle through
// one back.
func (d *decoder) host() Value {
	at := d.r.pos
	id := d.reserve()
	tag := d.r.Uint32()
	var v Value
	switch tag {
	case HostNativeError:
		v = d.nativeError()
	case HostHeaders:
		v = d.r.Headers()
	case HostRequest:
		v = &Request{d.r.Text(), d.read()}
	case HostResponse:
		v = &Response{d.read(), d.read()}
	case HostDOMException:
		v = d.r.DOMException()
	case HostBlob:
		blob := d.r.Blob()
		blob.Data = clone(blob.Data)
		v = blob
	default:
		d.r.failAt(at, "unknown host object %d", tag)
		return Undefined{}
	}
	d.objects[id] = v
	return v
}

func (d *decoder) nativeError() Value {
	e := &ErrorObject{Kind: ErrorKind(d.r.Uint32())}
	if e.Kind == ErrorOther {
		e.Name = d.read()
	}
	e.Message = d.read()
	at := d.r.pos
	properties, ok := d.read().(*Object)
	if !ok {
		d.r.failAt(at, "error without properties")
		return e
	}
	e.Properties = properties.Properties
	return e
}

// legacyError reads the form before 2026-04-21.
func (d *decoder) legacyError() Value {
	e := &ErrorObject{Kind: ErrorError, Legacy: true}
	d.add(e)
	for {
		switch d.r.LegacyErrorPart(&e.Kind) {
		case PartMessage:
			e.Message = String(d.r.TaggedString())
		case PartCause:
			e.set("cause", d.read())
		case PartStack:
			e.set("stack", String(d.r.TaggedString()))
		default:
			return e
		}
	}
}

func (e *ErrorObject) set(key string, v Value) {
	for k := range e.Properties {
		if e.Properties[k].Key == key {
			e.Properties[k].Value = v
			return
		}
	}
	e.Properties = append(e.Properties, Property{key, v})
}
