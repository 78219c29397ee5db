package persist

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// R2Conditions are the preconditions of a call; nil has none.
type R2Conditions struct {
	Matches, DoesNotMatch []R2ETag // nil for no condition
	Before, After         *time.Time
	Seconds               bool // times count in whole seconds
}

// R2ETag is an etag to compare with: any, a strong or a weak one.
type R2ETag struct {
	Any, Weak bool
	Value     string
}

// hold reports whether all conditions are met by an object; nil means that there is none.
func (c *R2Conditions) hold(o *R2Object) bool {
	if c == nil {
		return true
	}
	if o == nil {
		return c.Matches == nil && c.After == nil
	}
	match := c.Matches == nil || slices.ContainsFunc(c.Matches, func(t R2ETag) bool { return t.Any || !t.Weak && t.Value == o.ETag })
	noMatch := c.DoesNotMatch == nil || !slices.ContainsFunc(c.DoesNotMatch, func(t R2ETag) bool { return t.Any || t.Value == o.ETag })
	uploaded := c.granular(o.Uploaded)
	after := c.After == nil || c.granular(*c.After).Before(uploaded) || c.DoesNotMatch != nil && noMatch
	before := c.Before == nil || uploaded.Before(c.granular(*c.Before)) || c.Matches != nil && match
	return match && noMatch && after && before
}

func (c *R2Conditions) granular(t time.Time) time.Time {
	if !c.Seconds {
		return t
	}
	return time.Unix(int64(math.Floor(float64(t.UnixMilli())/1000)), 0)
}

// R2Range is the part of a value that is asked for: the header if there is one, else the others.
type R2Range struct {
	Offset, Length, Suffix *int64
	Header                 string
}

// of resolves the range for a value of some size.
func (r R2Range) of(size int64) (offset, length int64, err error) {
	if r.Header != "" {
		if ranges := parseRanges(r.Header, size); len(ranges) == 1 {
			return ranges[0][0], ranges[0][1] - ranges[0][0] + 1, nil
		}
		return 0, size, nil
	}
	if r.Offset == nil && r.Length == nil && r.Suffix == nil {
		return 0, size, nil
	}
	switch {
	case r.Suffix != nil:
		if *r.Suffix <= 0 {
			return 0, 0, errR2Range
		}
		length = min(*r.Suffix, size)
		offset = size - length
	default:
		if r.Offset != nil {
			offset = *r.Offset
		}
		length = size - offset
		if r.Length != nil {
			length = *r.Length
		}
	}
	if offset < 0 || offset > size || length <= 0 {
		return 0, 0, errR2Range
	}
	return offset, min(length, size-offset), nil
}

var (
	rangeUnit  = regexp.MustCompile(`(?i)^ *bytes *=`)
	rangeParts = regexp.MustCompile(`^ *(\d+)? *- *(\d+)? *$`)
)

// parseRanges reads a Range header: inclusive ranges, none of them for the whole value or where the
// header makes no sense.
func parseRanges(header string, size int64) (ranges [][2]int64) {
	unit := rangeUnit.FindString(header)
	if unit == "" {
		return nil
	}
	for _, text := range strings.Split(header[len(unit):], ",") {
		m := rangeParts.FindStringSubmatch(text)
		if m == nil || m[1] == "" && m[2] == "" {
			return nil
		}
		start, _ := strconv.ParseInt(m[1], 10, 64) // digits: too many of them are the greatest number
		end, _ := strconv.ParseInt(m[2], 10, 64)
		switch {
		case m[1] == "" && end >= size:
			return nil
		case m[1] == "" && end == 0:
			continue
		case m[1] == "":
			start, end = size-end, size-1
		case m[2] == "":
			end = size - 1
		case start > end:
			return nil
		}
		if start >= size {
			return nil
		}
		ranges = append(ranges, [2]int64{start, min(end, size-1)})
	}
	return ranges
}
