package persist

import (
	"encoding/base64"
	"strings"
)

// R2ListOptions say which objects to list.
type R2ListOptions struct {
	Prefix, Delimiter string
	Cursor            string
	StartAfter        *string
	Limit             int  // 0 is refused; -1 for the greatest
	HTTP, Custom      bool // include metadata, of fewer objects at a time
}

// R2List is one page of objects.
type R2List struct {
	Objects  []R2Object
	Prefixes []string // up to the delimiter, in place of the keys that have them
	Cursor   string   // for the next page; "" after the last
}

// withMetadata is how many objects are listed at most with their metadata.
const withMetadata = 100

const sqlListObjects = `SELECT key, blob_id, version, size, etag, uploaded, checksums, http_metadata, custom_metadata
  FROM _mf_objects WHERE key >= ?1 ORDER BY key`

// List returns objects in the order of their keys.
func (b *R2) List(o R2ListOptions) (R2List, error) {
	if o.Limit == -1 {
		o.Limit = maxR2List
	}
	if o.Limit < 1 || o.Limit > maxR2List {
		return R2List{}, errR2MaxKeys
	}
	if o.HTTP || o.Custom {
		o.Limit = min(o.Limit, withMetadata)
	}
	if o.Cursor != "" {
		if after := lenientBase64(o.Cursor); o.StartAfter == nil || after > *o.StartAfter {
			o.StartAfter = &after
		}
	}
	if err := b.enter(""); err != nil {
		return R2List{}, err
	}
	defer b.mu.Unlock()
	return b.scan(o)
}

// scan reads rows until there are more than fit on the page. b.mu held.
func (b *R2) scan(o R2ListOptions) (page R2List, err error) {
	from := o.Prefix
	if o.StartAfter != nil {
		from = max(from, *o.StartAfter)
	}
	s, err := b.db.bind(sqlListObjects, []any{from})
	if err != nil {
		return R2List{}, err
	}
	defer s.Reset()
	n, last := 0, ""
	for {
		more, err := s.Step()
		if err != nil {
			return R2List{}, b.db.wrap("read", err)
		}
		if !more {
			return page, nil
		}
		key := s.Text(0)
		if o.StartAfter != nil && key == *o.StartAfter {
			continue
		}
		rest, ok := strings.CutPrefix(key, o.Prefix)
		if !ok {
			return page, nil
		}
		group := groupOf(o, rest)
		grouped := group != "" && len(page.Prefixes) > 0 && page.Prefixes[len(page.Prefixes)-1] == group
		if !grouped {
			if n == o.Limit {
				page.Cursor = base64.StdEncoding.EncodeToString([]byte(last))
				return page, nil
			}
			n++
		}
		last = key
		switch {
		case grouped:
		case group != "":
			page.Prefixes = append(page.Prefixes, group)
		default:
			page.Objects = append(page.Objects, listed(objectRow(s, key, 1), o))
		}
	}
}

// groupOf is what is listed in place of a key with the delimiter behind the prefix, or "".
func groupOf(o R2ListOptions, rest string) string {
	if o.Delimiter == "" {
		return ""
	}
	before, _, found := strings.Cut(rest, o.Delimiter)
	if !found {
		return ""
	}
	return o.Prefix + before + o.Delimiter
}

// listed is an object without the metadata that was not asked for.
func listed(obj R2Object, o R2ListOptions) R2Object {
	if !o.HTTP {
		obj.HTTP = "{}"
	}
	if !o.Custom {
		obj.Custom = "{}"
	}
	return obj
}

// lenientBase64 decodes what is base64 in a text, as Node's Buffer does.
func lenientBase64(text string) string {
	text, _, _ = strings.Cut(text, "=")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '-':
			return '+'
		case r == '_':
			return '/'
		case r == '+' || r == '/' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		}
		return -1
	}, text)
	if len(text)%4 == 1 {
		text = text[:len(text)-1]
	}
	data, _ := base64.RawStdEncoding.DecodeString(text) // of the alphabet only
	return string(data)
}
