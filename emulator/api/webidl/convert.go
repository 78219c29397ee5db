package webidl

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// String converts v as a string parameter does: anything but a Symbol; lone surrogates become
// U+FFFD. It throws into the calling JavaScript.
func String(iso *isolate.Isolate, v goja.Value) string {
	if _, ok := v.(*goja.Symbol); ok {
		iso.TypeError(MsgSymbolToString)
	}
	return v.String()
}

// Int32 converts v as an int parameter does; fractions are cut off.
func Int32(iso *isolate.Isolate, v goja.Value) int32 {
	return int32(integer(iso, v, math.MinInt32, math.MaxInt32))
}

// Uint32 converts v as an unsigned parameter does.
func Uint32(iso *isolate.Isolate, v goja.Value) uint32 {
	return uint32(unsigned(iso, v, math.MaxUint32))
}

// Uint16 converts v as an unsigned short parameter does.
func Uint16(iso *isolate.Isolate, v goja.Value) uint16 {
	return uint16(unsigned(iso, v, math.MaxUint16))
}

func unsigned(iso *isolate.Isolate, v goja.Value, high uint64) uint64 {
	f := Number(iso, v)
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		iso.TypeError(MsgNotInteger)
	case f < 0:
		iso.TypeError(MsgNegative)
	case f > float64(high):
		iso.TypeError(MsgTooLarge(strconv.FormatUint(high, 10)))
	}
	return uint64(f)
}

func integer(iso *isolate.Isolate, v goja.Value, low, high int64) int64 {
	f := math.Trunc(Number(iso, v))
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	if f < float64(low) || f > float64(high) {
		iso.TypeError(MsgRange(strconv.FormatInt(low, 10), strconv.FormatInt(high, 10)))
	}
	return int64(f)
}

// Number converts v as a double parameter does.
func Number(iso *isolate.Isolate, v goja.Value) float64 {
	if _, ok := v.(*goja.Symbol); ok {
		iso.TypeError(MsgSymbolToNumber)
	}
	if v.ExportType() == bigIntType {
		iso.TypeError(MsgBigIntToNumber)
	}
	return v.ToFloat()
}

// lastDate is the latest time that workerd's dates can hold, in milliseconds.
const lastDate = math.MaxInt64 / 1_000_000

// ToDate converts a number of milliseconds or a Date object, the two that date parameters
// accept; ok is false for everything else.
func ToDate(iso *isolate.Isolate, v goja.Value) (ms float64, ok bool) {
	t := v.ExportType()
	if t == nil || (t.Kind() != reflect.Int64 && t.Kind() != reflect.Float64 && t != timeType) {
		return 0, false
	}
	ms = v.ToFloat()
	if math.IsNaN(ms) || math.IsInf(ms, 0) {
		iso.TypeError(MsgInvalidDate)
	}
	switch {
	case ms > lastDate:
		iso.TypeError(MsgLateDate)
	case ms < -lastDate:
		iso.TypeError(MsgEarlyDate)
	}
	return ms, true
}

// Date is ToDate for a value that is known to be a number or a Date.
func Date(iso *isolate.Isolate, v goja.Value) float64 {
	ms, ok := ToDate(iso, v)
	if !ok {
		iso.TypeError(MsgInvalidDate)
	}
	return ms
}

var (
	timeType   = reflect.TypeFor[time.Time]()
	bigIntType = reflect.TypeFor[*big.Int]()
)
