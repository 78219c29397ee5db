package crypto

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
)

var pbkdf2Family = &family{
	importKey: func(i *importation) (*key, error) {
		return importPassword(i, msgPBKDF2Extractable, msgPBKDF2Format)
	},
	deriveBits: derivePBKDF2,
	// A thousand rounds take about half a millisecond.
	slow: func(alg *algorithm) bool { return alg.iterations != nil && *alg.iterations > 1000 },
}

var hkdfFamily = &family{
	importKey: func(i *importation) (*key, error) {
		return importPassword(i, msgHKDFExtractable, msgHKDFFormat)
	},
	deriveBits: deriveHKDF,
}

func importPassword(i *importation, extractable, format string) (*key, error) {
	u, err := checkUsages(doImportSecret, i.name, i.usages, deriveUsages)
	switch {
	case err != nil:
		return nil, err
	case i.extractable:
		return nil, syntaxError("%s", extractable)
	case i.format != "raw":
		return nil, notSupported(format, i.format)
	}
	return &key{kind: secret, usages: u, material: i.data}, nil
}

// maxBlocks is how many blocks of its hash HKDF can give; workerd holds PBKDF2 to it too.
const maxBlocks = 255

func derivePBKDF2(k *key, alg *algorithm, length *int) ([]byte, error) {
	h, err := requireHash(alg)
	switch {
	case err != nil:
		return nil, err
	case alg.salt == nil:
		return nil, missing("salt")
	case alg.iterations == nil:
		return nil, missing("iterations")
	}
	if err := checkLength("PBKDF2", length); err != nil {
		return nil, err
	}
	if *alg.iterations <= 0 {
		return nil, operationError(msgIterations, *alg.iterations)
	}
	size := *length / 8
	if size > maxBlocks*h.Size() {
		return nil, operationError(msgPBKDF2TooLong)
	}
	if size == 0 {
		return nil, nil
	}
	return pbkdf2.Key(h.New, string(k.secret()), alg.salt, *alg.iterations, size)
}

func deriveHKDF(k *key, alg *algorithm, length *int) ([]byte, error) {
	h, err := requireHash(alg)
	switch {
	case err != nil:
		return nil, err
	case alg.salt == nil:
		return nil, missing("salt")
	case alg.info == nil:
		return nil, missing("info")
	}
	if err := checkLength("HKDF", length); err != nil {
		return nil, err
	}
	size := *length / 8
	if size > maxBlocks*h.Size() {
		return nil, operationError(msgHKDFFailed)
	}
	return hkdf.Key(h.New, k.secret(), alg.salt, string(alg.info), size)
}

func checkLength(name string, length *int) error {
	if length == nil {
		return operationError(msgNullLength, name)
	}
	if *length%8 != 0 {
		return operationError(msgLengthOfBytes, name, *length)
	}
	return nil
}
