package crypto

import (
	"crypto/hmac"
	"crypto/rand"
	"strings"

	"github.com/devdo/devdo/emulator/api/webidl"
)

var hmacFamily = &family{
	generate: generateHMAC, importKey: importHMAC, exportKey: exportHMAC,
	sign: func(k *key, _ *algorithm, data []byte) ([]byte, error) { return hmacOf(k, data), nil },
	verify: func(k *key, _ *algorithm, signature, data []byte) (bool, error) {
		return hmac.Equal(hmacOf(k, data), signature), nil
	},
}

func hmacOf(k *key, data []byte) []byte {
	w := hmac.New(k.hash.New, k.secret())
	w.Write(data)
	return w.Sum(nil)
}

func generateHMAC(g *generation) (any, error) {
	h, err := requireHash(g.alg)
	if err != nil {
		return nil, err
	}
	u, err := checkUsages(doGenerate, g.name, g.usages, signUsages)
	if err != nil {
		return nil, err
	}
	length := h.New().BlockSize() * 8
	if g.alg.length != nil {
		length = *g.alg.length
	}
	if length <= 0 {
		return nil, operationError(msgHMACLength, length)
	}
	if g.moduleScope {
		return nil, plainError(webidl.MsgGlobalScope)
	}
	data := make([]byte, (length+7)/8)
	_, _ = rand.Read(data)
	return newHMAC(g.name, h, data, length, u, g.extractable), nil
}

// newHMAC makes a key of length bits: the last ones of data that are too many become 0.
func newHMAC(name string, h hashFunction, data []byte, length int, u usages, extractable bool) *key {
	if spare := len(data)*8 - length; spare > 0 {
		data[len(data)-1] &= 0xff << spare
	}
	return &key{kind: secret, name: name, hash: h, length: uint16(length), usages: u, extractable: extractable, material: data}
}

func importHMAC(i *importation) (*key, error) {
	u, err := checkUsages(doImportSecret, i.name, i.usages, signUsages)
	if err != nil {
		return nil, err
	}
	if i.alg.hash == nil {
		return nil, missing("hash")
	}
	data := i.data
	switch i.format {
	case "raw":
	case "jwk":
		if data, err = hmacFromJWK(i.jwk, *i.alg.hash); err != nil {
			return nil, err
		}
	default:
		return nil, notSupported(msgNoImportFormat, i.format)
	}
	size := len(data) * 8
	length := size
	if i.alg.length != nil {
		length = *i.alg.length
	}
	if length == 0 || length > size || length <= size-8 {
		return nil, dataError(msgImportedHMACLength, length, size)
	}
	h, err := lookupHash(*i.alg.hash)
	if err != nil {
		return nil, err
	}
	return newHMAC(i.name, h, data, length, u, i.extractable), nil
}

func hmacFromJWK(j *jwk, hash string) ([]byte, error) {
	if j.kty != "oct" {
		return nil, dataError(msgHMACKty, j.kty)
	}
	data, ok := j.bytes("k")
	if !ok {
		return nil, dataError(msgHMACBase64)
	}
	if j.alg == nil {
		return data, nil
	}
	size, ok := strings.CutPrefix(hash, "SHA-")
	if !ok {
		return nil, notSupported(msgHMACHash, *j.alg)
	}
	if want := "HS" + size; *j.alg != want {
		return nil, dataError(msgHMACAlg, *j.alg, want)
	}
	return data, nil
}

func exportHMAC(k *key, format string) (any, error) {
	switch format {
	case "raw":
		return append([]byte{}, k.secret()...), nil
	case "jwk":
		size, ok := strings.CutPrefix(k.hash.name, "SHA-")
		if !ok {
			return nil, notSupported(msgHMACExportHash, k.hash.name)
		}
		j := newJWK(k, "oct", "HS"+size)
		j.set("k", k.secret())
		return j, nil
	}
	return nil, notSupported(msgHMACExport, format)
}

// derivedHMACLength is how many bits a derived key gets.
func derivedHMACLength(alg *algorithm) (*int, error) {
	if alg.length != nil {
		if *alg.length <= 0 {
			return nil, typeError(msgDerivedHMAC)
		}
		return alg.length, nil
	}
	if alg.hash == nil {
		return nil, typeError(msgMissingDerived, "hash")
	}
	h, err := lookupHash(*alg.hash)
	if err != nil {
		return nil, err
	}
	length := h.New().BlockSize() * 8
	return &length, nil
}
