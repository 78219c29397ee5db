package htmlrewriter

// Error is what went wrong with markup, a selector or a name, in the words of the real runtime.
// A script sees a TypeError.
type Error struct{ Message string }

func (e *Error) Error() string { return e.Message }

func parserError(message string) error { return &Error{"Parser error: " + message} }

const (
	msgUnexpectedToken    = "Unexpected token in selector."
	msgUnexpectedEnd      = "Unexpected end of selector."
	msgMissingAttribute   = "Missing attribute name in attribute selector."
	msgEmptySelector      = "The selector is empty."
	msgDanglingCombinator = "Dangling combinator in selector."
	msgUnexpectedInAttr   = "Unexpected token in the attribute selector."
	msgUnsupportedPseudo  = "Unsupported pseudo-class or pseudo-element in selector."
	msgNamespaced         = "Selectors with explicit namespaces are not supported."
	msgUnsupportedSyntax  = "Unsupported syntax in selector."
	msgInvalidClass       = "Invalid or unescaped class name in selector."
)

const (
	msgEmptyTag           = "Tag name can't be empty."
	msgTagStart           = "The first character of the tag name should be an ASCII alphabetical character."
	msgTagUnencodable     = "The tag name contains a character that can't be represented in the document's character encoding."
	msgEmptyAttr          = "Attribute name can't be empty."
	msgAttrUnencodable    = "The attribute name contains a character that can't be represented in the document's character encoding."
	msgCommentClosed      = "Comment text shouldn't contain a comment-closing sequence."
	msgCommentUnencodable = "Comment text contains a character that can't be represented in the document's character encoding."
	msgNoEndTag           = "No end tag."
	msgUnknownEncoding    = "Unknown character encoding has been provided."
	msgNotASCII           = "Expected ASCII-compatible encoding."
	msgInvalidUTF8        = "Invalid UTF-8"
)

func forbidden(c byte, where string) error {
	return parserError("`" + string(rune(c)) + "` character is forbidden in the " + where + " name")
}

func ambiguous(tag string) error {
	return parserError("The parser has encountered a text content tag (`<" + tag + ">`) in the context where it is " +
		"ambiguous whether this tag should be ignored or not. And, thus, it is unclear whether consequent content " +
		"should be parsed as raw text or HTML markup.\n\nThis error occurs due to the limited capabilities of the " +
		"streaming parsing. However, almost all of the cases of this error are caused by a non-conforming markup " +
		"(e.g. a `<script>` element in `<select>` element).")
}
