package wire

// Version is the format version written.
const Version = 15

// newestVersion is the newest that is read, as by workerd 1.20261117: it reads what is in version
// 16 like what is in 15.
const newestVersion = 16

// legacyVersion is that of values without a header, from the first days of Durable Objects.
const legacyVersion = 13

// Tag says what follows in the stream.
type Tag byte

// The tags of the format.
const (
	TagVersion         Tag = 0xff
	TagPadding         Tag = 0
	TagObjectCount     Tag = '?'
	TagHole            Tag = '-'
	TagUndefined       Tag = '_'
	TagNull            Tag = '0'
	TagTrue            Tag = 'T'
	TagFalse           Tag = 'F'
	TagInt32           Tag = 'I'
	TagUint32          Tag = 'U'
	TagDouble          Tag = 'N'
	TagBigInt          Tag = 'Z'
	TagUTF8String      Tag = 'S'
	TagOneByteString   Tag = '"'
	TagTwoByteString   Tag = 'c'
	TagReference       Tag = '^'
	TagObject          Tag = 'o'
	TagEndObject       Tag = '{'
	TagSparseArray     Tag = 'a'
	TagEndSparseArray  Tag = '@'
	TagDenseArray      Tag = 'A'
	TagEndDenseArray   Tag = '$'
	TagDate            Tag = 'D'
	TagTrueObject      Tag = 'y'
	TagFalseObject     Tag = 'x'
	TagNumberObject    Tag = 'n'
	TagBigIntObject    Tag = 'z'
	TagStringObject    Tag = 's'
	TagRegExp          Tag = 'R'
	TagMap             Tag = ';'
	TagEndMap          Tag = ':'
	TagSet             Tag = '\''
	TagEndSet          Tag = ','
	TagArrayBuffer     Tag = 'B'
	TagResizableBuffer Tag = '~'
	TagTransferBuffer  Tag = 't'
	TagSharedBuffer    Tag = 'u'
	TagArrayBufferView Tag = 'V'
	TagError           Tag = 'r'
	TagHostObject      Tag = '\\'
	viewLengthTracking     = 1
	viewOnResizable        = 2
)

// The tags of workerd's host objects, which follow TagHostObject.
const (
	HostRPCStub      = 1
	HostWritable     = 2
	HostReadable     = 3
	HostHeaders      = 4
	HostRequest      = 5
	HostResponse     = 6
	HostOldException = 7
	HostDOMException = 8
	HostAbortSignal  = 9
	HostNativeError  = 10
	HostServiceStub  = 11
	HostClass        = 12
	HostR2Bucket     = 13
	HostKVNamespace  = 14
	HostBlob         = 15
	HostSocket       = 16
	HostBinding      = 17
)

// ErrorPart is a part of an error in the form before 2026-04-21.
type ErrorPart byte

// The parts, in the order in which they are written. Each is followed by a value but the last.
const (
	PartMessage ErrorPart = 'm'
	PartStack   ErrorPart = 's'
	PartCause   ErrorPart = 'c'
	PartEnd     ErrorPart = '.'
)

// ErrorKind is the built-in class of an error.
type ErrorKind uint32

// The kinds of errors. ErrorOther is an Error that goes by another name.
const (
	ErrorOther ErrorKind = iota
	ErrorError
	ErrorType
	ErrorRange
	ErrorReference
	ErrorSyntax
	ErrorWasmCompile
	ErrorWasmLink
	ErrorWasmRuntime
	ErrorWasmSuspend
	ErrorEval
	ErrorURI
	ErrorAggregate
	ErrorSuppressed
)

// errorNames are how errors of each kind are named on the writing side.
var errorNames = [...]string{
	"", "Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "WasmCompileError",
	"WasmLinkError", "WasmRuntimeError", "WasmSuspendError", "EvalError", "URIError",
	"AggregateError", "SuppressedError",
}

// ErrorKindOf is the kind of an error with the given name.
func ErrorKindOf(name string) ErrorKind {
	for kind, known := range errorNames {
		if kind > 0 && name == known {
			return ErrorKind(kind)
		}
	}
	return ErrorOther
}

// Constructor is the global name of the class that makes errors of this kind. WebAssembly's
// classes, which are not globals, and unknown kinds give "Error".
func (k ErrorKind) Constructor() string {
	if int(k) >= len(errorNames) || k == ErrorOther || k >= ErrorWasmCompile && k <= ErrorWasmSuspend {
		return "Error"
	}
	return errorNames[k]
}

// legacyLetter is the prototype letter of the form before 2026-04-21, or 0.
func (k ErrorKind) legacyLetter() byte {
	switch k {
	case ErrorEval:
		return 'E'
	case ErrorRange:
		return 'R'
	case ErrorReference:
		return 'F'
	case ErrorSyntax:
		return 'S'
	case ErrorType:
		return 'T'
	case ErrorURI:
		return 'U'
	}
	return 0
}

// legacyKind is the inverse of legacyLetter.
func legacyKind(letter byte) (ErrorKind, bool) {
	for kind := ErrorError; kind <= ErrorSuppressed; kind++ {
		if l := kind.legacyLetter(); l != 0 && l == letter {
			return kind, true
		}
	}
	return ErrorError, false
}
