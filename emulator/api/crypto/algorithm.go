package crypto

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// algorithm is what a script gave to say which algorithm, and how. A nil field was not given.
type algorithm struct {
	name string
	// hash is a name, not yet looked up.
	hash, namedCurve *string

	iv, additionalData, counter, label, salt, info, publicExponent []byte

	tagLength, length, saltLength, iterations, modulusLength *int

	public *key
}

// dictionary is one of the types of algorithm identifiers, its fields in the order they are read.
type dictionary struct {
	name   string
	fields []field
}

type field struct {
	name string
	// read converts v; it calls fail with the expected type, which throws.
	read func(a *arguments, alg *algorithm, v goja.Value, fail func(string))
}

var (
	hashAlgorithm    = &dictionary{name: "HashAlgorithm"}
	encryptAlgorithm = &dictionary{"EncryptAlgorithm", []field{
		buffer("iv", func(alg *algorithm) *[]byte { return &alg.iv }),
		buffer("additionalData", func(alg *algorithm) *[]byte { return &alg.additionalData }),
		number("tagLength", func(alg *algorithm) **int { return &alg.tagLength }),
		buffer("counter", func(alg *algorithm) *[]byte { return &alg.counter }),
		number("length", func(alg *algorithm) **int { return &alg.length }),
		buffer("label", func(alg *algorithm) *[]byte { return &alg.label }),
	}}
	signAlgorithm = &dictionary{"SignAlgorithm", []field{
		hashField,
		number("saltLength", func(alg *algorithm) **int { return &alg.saltLength }),
	}}
	generateKeyAlgorithm = &dictionary{"GenerateKeyAlgorithm", []field{
		hashField,
		number("modulusLength", func(alg *algorithm) **int { return &alg.modulusLength }),
		buffer("publicExponent", func(alg *algorithm) *[]byte { return &alg.publicExponent }),
		number("length", func(alg *algorithm) **int { return &alg.length }),
		text("namedCurve", func(alg *algorithm) **string { return &alg.namedCurve }),
	}}
	importKeyAlgorithm = &dictionary{"ImportKeyAlgorithm", []field{
		hashField,
		number("length", func(alg *algorithm) **int { return &alg.length }),
		text("namedCurve", func(alg *algorithm) **string { return &alg.namedCurve }),
	}}
	deriveKeyAlgorithm = &dictionary{"DeriveKeyAlgorithm", []field{
		buffer("salt", func(alg *algorithm) *[]byte { return &alg.salt }),
		number("iterations", func(alg *algorithm) **int { return &alg.iterations }),
		hashField,
		{"public", func(a *arguments, alg *algorithm, v goja.Value, fail func(string)) {
			if alg.public = a.s.keyOf(v); alg.public == nil {
				fail("CryptoKey")
			}
		}},
		buffer("info", func(alg *algorithm) *[]byte { return &alg.info }),
	}}
)

var hashField = field{"hash", func(a *arguments, alg *algorithm, v goja.Value, _ func(string)) {
	alg.hash = &a.identifier(v, hashAlgorithm).name
}}

func buffer(name string, at func(*algorithm) *[]byte) field {
	return field{name, func(a *arguments, alg *algorithm, v goja.Value, fail func(string)) {
		data, ok := webidl.Bytes(a.s.iso, v)
		if !ok {
			fail("BufferSource")
		}
		*at(alg) = a.copy(data)
	}}
}

func number(name string, at func(*algorithm) **int) field {
	return field{name, func(a *arguments, alg *algorithm, v goja.Value, _ func(string)) {
		n := int(webidl.Int32(a.s.iso, v))
		*at(alg) = &n
	}}
}

func text(name string, at func(*algorithm) **string) field {
	return field{name, func(a *arguments, alg *algorithm, v goja.Value, _ func(string)) {
		s := webidl.String(a.s.iso, v)
		*at(alg) = &s
	}}
}
