package rewrite

import (
	"strings"
	"unicode"
)

// property finds the set of \p{expression}. It knows what Go's tables and emoji know; ok is
// false for everything else.
func property(expression string) (s charset, ok bool) {
	name, value, hasValue := strings.Cut(expression, "=")
	if hasValue {
		switch name {
		case "General_Category", "gc":
			return category(value)
		case "Script", "sc", "Script_Extensions", "scx":
			// Go has no table of script extensions; the scripts are most of them.
			return script(value)
		}
		return nil, false
	}
	if s, ok := category(name); ok {
		return s, true
	}
	if table, ok := emoji[long(emojiNames, name)]; ok {
		return pairs(table), true
	}
	return binary(long(binaryNames, name))
}

func long(names map[string]string, name string) string {
	if full, ok := names[name]; ok {
		return full
	}
	return name
}

func category(name string) (charset, bool) {
	switch name = long(categoryNames, name); name {
	case "Any":
		return charset{{0, unicode.MaxRune}}, true
	case "ASCII":
		return charset{{0, 0x7f}}, true
	case "Assigned":
		return assigned(), true
	case "Cn":
		return assigned().complement(), true
	case "LC":
		return tables(unicode.Lu, unicode.Ll, unicode.Lt), true
	case "C":
		return tables(unicode.C).union(assigned().complement()), true
	}
	table, ok := unicode.Categories[name]
	if !ok {
		return nil, false
	}
	return tables(table), true
}

func assigned() charset {
	return tables(unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.C)
}

func script(name string) (charset, bool) {
	table, ok := unicode.Scripts[long(scriptNames, name)]
	if !ok {
		return nil, false
	}
	return tables(table), true
}

// binary is a property that a code point has or not; many are made of others.
func binary(name string) (charset, bool) {
	switch name {
	case "Alphabetic":
		return tables(unicode.L, unicode.Nl, unicode.Other_Alphabetic), true
	case "Lowercase":
		return tables(unicode.Ll, unicode.Other_Lowercase), true
	case "Uppercase":
		return tables(unicode.Lu, unicode.Other_Uppercase), true
	case "Cased":
		return tables(unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Uppercase, unicode.Other_Lowercase), true
	case "Math":
		return tables(unicode.Sm, unicode.Other_Math), true
	case "ID_Start", "XID_Start":
		return idStart(), true
	case "ID_Continue", "XID_Continue":
		return idStart().union(tables(unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)).
			subtract(tables(unicode.Pattern_Syntax, unicode.Pattern_White_Space)), true
	case "Grapheme_Extend":
		return tables(unicode.Me, unicode.Mn, unicode.Other_Grapheme_Extend), true
	case "Default_Ignorable_Code_Point":
		return tables(unicode.Other_Default_Ignorable_Code_Point, unicode.Cf, unicode.Variation_Selector).
			subtract(tables(unicode.White_Space, unicode.Prepended_Concatenation_Mark)).
			subtract(charset{{0xfff9, 0xfffb}, {0x13430, 0x13440}}), true
	}
	table, ok := unicode.Properties[name]
	if !ok || strings.HasPrefix(name, "Other_") {
		return nil, false
	}
	return tables(table), true
}

func idStart() charset {
	return tables(unicode.L, unicode.Nl, unicode.Other_ID_Start).
		subtract(tables(unicode.Pattern_Syntax, unicode.Pattern_White_Space))
}

// Long names of categories, and short names of the rest.
var (
	categoryNames = map[string]string{
		"Letter": "L", "Cased_Letter": "LC", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt",
		"Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M", "Combining_Mark": "M", "Nonspacing_Mark": "Mn",
		"Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N", "Decimal_Number": "Nd", "digit": "Nd",
		"Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc",
		"Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi",
		"Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc",
		"Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z", "Space_Separator": "Zs", "Line_Separator": "Zl",
		"Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc", "cntrl": "Cc", "Format": "Cf", "Surrogate": "Cs",
		"Private_Use": "Co", "Unassigned": "Cn",
	}
	emojiNames = map[string]string{
		"EPres": "Emoji_Presentation", "EMod": "Emoji_Modifier", "EBase": "Emoji_Modifier_Base",
		"EComp": "Emoji_Component", "ExtPict": "Extended_Pictographic",
	}
	binaryNames = map[string]string{
		"Alpha": "Alphabetic", "Lower": "Lowercase", "Upper": "Uppercase", "IDS": "ID_Start", "IDC": "ID_Continue",
		"XIDS": "XID_Start", "XIDC": "XID_Continue", "Gr_Ext": "Grapheme_Extend", "DI": "Default_Ignorable_Code_Point",
		"space": "White_Space", "AHex": "ASCII_Hex_Digit", "Hex": "Hex_Digit", "Dep": "Deprecated", "Dia": "Diacritic",
		"Ext": "Extender", "Ideo": "Ideographic", "UIdeo": "Unified_Ideograph", "Join_C": "Join_Control",
		"QMark": "Quotation_Mark", "RI": "Regional_Indicator", "STerm": "Sentence_Terminal", "Term": "Terminal_Punctuation",
		"SD": "Soft_Dotted", "VS": "Variation_Selector", "Pat_Syn": "Pattern_Syntax", "Pat_WS": "Pattern_White_Space",
		"NChar": "Noncharacter_Code_Point", "LOE": "Logical_Order_Exception", "Bidi_C": "Bidi_Control",
	}
	scriptNames = map[string]string{
		"Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Bopo": "Bopomofo", "Cyrl": "Cyrillic", "Deva": "Devanagari",
		"Ethi": "Ethiopic", "Geor": "Georgian", "Grek": "Greek", "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hang": "Hangul",
		"Hani": "Han", "Hebr": "Hebrew", "Hira": "Hiragana", "Kana": "Katakana", "Khmr": "Khmer", "Knda": "Kannada",
		"Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam", "Mong": "Mongolian", "Mymr": "Myanmar", "Orya": "Oriya",
		"Sinh": "Sinhala", "Syrc": "Syriac", "Taml": "Tamil", "Telu": "Telugu", "Thaa": "Thaana", "Tibt": "Tibetan",
		"Zinh": "Inherited", "Qaai": "Inherited", "Zyyy": "Common",
	}
)
