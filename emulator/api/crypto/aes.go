package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"slices"
	"strconv"
	"strings"

	"github.com/devdo/devdo/emulator/api/webidl"
)

var (
	aesGCM = aesFamily(family{encrypt: encryptGCM, decrypt: decryptGCM})
	aesCBC = aesFamily(family{encrypt: encryptCBC, decrypt: decryptCBC})
	aesCTR = aesFamily(family{encrypt: cryptCTR, decrypt: cryptCTR})
	aesKW  = aesFamily(family{wrap: wrapKW, unwrap: unwrapKW})
)

func aesFamily(f family) *family {
	f.generate, f.importKey, f.exportKey = generateAES, importAES, exportAES
	return &f
}

// aesBlock is the block cipher with the key.
func aesBlock(k *key) cipher.Block {
	b, err := aes.NewCipher(k.secret())
	if err != nil {
		panic(err) // Lengths were checked when the key was made.
	}
	return b
}

func aesUsages(name string) usages {
	if name == "AES-KW" {
		return wrapUsages
	}
	return cipherUsages
}

func isAESLength(bits int) bool { return bits == 128 || bits == 192 || bits == 256 }

func generateAES(g *generation) (any, error) {
	u, err := checkUsages(doGenerate, g.name, g.usages, aesUsages(g.name))
	switch {
	case err != nil:
		return nil, err
	case g.alg.length == nil:
		return nil, missing("length")
	case !isAESLength(*g.alg.length):
		return nil, operationError(msgGeneratedAES, *g.alg.length)
	case g.moduleScope:
		return nil, plainError(webidl.MsgGlobalScope)
	}
	data := make([]byte, *g.alg.length/8)
	_, _ = rand.Read(data)
	return newAES(g.name, data, u, g.extractable), nil
}

func newAES(name string, data []byte, u usages, extractable bool) *key {
	return &key{kind: secret, name: name, length: uint16(len(data) * 8), usages: u, extractable: extractable, material: data}
}

func importAES(i *importation) (*key, error) {
	u, err := checkUsages(doImportSecret, i.name, i.usages, aesUsages(i.name))
	if err != nil {
		return nil, err
	}
	data := i.data
	switch i.format {
	case "raw":
		if !isAESLength(len(data) * 8) {
			return nil, dataError(msgImportedAES, len(data)*8)
		}
	case "jwk":
		if data, err = aesFromJWK(i); err != nil {
			return nil, err
		}
	default:
		return nil, notSupported(msgNoImportFormat, i.format)
	}
	return newAES(i.name, data, u, i.extractable), nil
}

func aesFromJWK(i *importation) ([]byte, error) {
	j := i.jwk
	if j.kty != "oct" {
		return nil, dataError(msgSymmetricKty, j.kty)
	}
	data, ok := j.bytes("k")
	if !ok {
		return nil, dataError(msgSymmetricBase64)
	}
	if !isAESLength(len(data) * 8) {
		return nil, dataError(msgImportedAES, len(data)*8)
	}
	if want := aesJWKName(i.name, data); j.alg != nil && *j.alg != want {
		return nil, dataError(msgSymmetricAlg, *j.alg, want)
	}
	if len(i.usages) > 0 && j.use != nil && *j.use != "enc" {
		return nil, dataError(msgSymmetricUse, *j.use)
	}
	return data, checkSymmetricOps(j.keyOps, i.usages)
}

// aesJWKName is the algorithm's name in JSON Web Keys, such as A128GCM.
func aesJWKName(name string, data []byte) string {
	return "A" + strconv.Itoa(len(data)*8) + strings.TrimPrefix(name, "AES-")
}

func checkSymmetricOps(ops, wanted []string) error {
	if ops == nil {
		return nil
	}
	sorted := slices.Sorted(slices.Values(ops))
	for n := 1; n < len(sorted); n++ {
		if sorted[n] == sorted[n-1] {
			return dataError(msgSymmetricDuplicate, sorted[n])
		}
	}
	for _, usage := range wanted {
		if !slices.Contains(ops, usage) {
			return dataError(msgSymmetricMissing, usage)
		}
	}
	return nil
}

func exportAES(k *key, format string) (any, error) {
	switch format {
	case "raw":
		return append([]byte{}, k.secret()...), nil
	case "jwk":
		j := newJWK(k, "oct", aesJWKName(k.name, k.secret()))
		j.set("k", k.secret())
		return j, nil
	}
	return nil, notSupported(msgAESExport, k.name, format)
}
