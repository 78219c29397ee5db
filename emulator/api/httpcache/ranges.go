package httpcache

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// byteRange is a part of a body, both ends included.
type byteRange struct{ first, last int }

func (r byteRange) of(size int) string { return fmt.Sprintf("bytes %d-%d/%d", r.first, r.last, size) }

// cut is the part; the body of a damaged store may be shorter than was said.
func (r byteRange) cut(body []byte) []byte {
	return body[min(r.first, len(body)):min(r.last+1, len(body))]
}

var (
	rangeUnit    = regexp.MustCompile(`(?i)^ *bytes *=`)
	rangePattern = regexp.MustCompile(`^ *(\d*) *- *(\d*) *$`)
)

// askedRanges are the parts that the request asks for, none for all of it.
func askedRanges(request Header, size int) (ranges []byteRange, satisfiable bool) {
	value, asked := request.Lookup("range")
	if !asked {
		return nil, true
	}
	unit := rangeUnit.FindString(value)
	if unit == "" {
		return nil, false
	}
	value = value[len(unit):]
	if strings.TrimSpace(value) == "" {
		return nil, true
	}
	for _, one := range strings.Split(value, ",") {
		found := rangePattern.FindStringSubmatch(one)
		if found == nil {
			return nil, false
		}
		r, whole, ok := parseRange(found[1], found[2], size)
		switch {
		case !ok:
			return nil, false
		case whole:
			return nil, true
		case r.last >= r.first:
			ranges = append(ranges, r)
		}
	}
	return ranges, true
}

// parseRange reads one range; one that is empty ends before it begins.
func parseRange(first, last string, size int) (r byteRange, whole, ok bool) {
	switch {
	case first == "" && last == "":
		return r, false, false
	case first == "":
		suffix := position(last)
		return byteRange{size - suffix, size - 1}, suffix >= size, true
	case last == "":
		start := position(first)
		return byteRange{start, size - 1}, false, start < size
	}
	start, end := position(first), position(last)
	return byteRange{start, min(end, size-1)}, false, start <= end && start < size
}

func position(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return math.MaxInt
	}
	return n
}
