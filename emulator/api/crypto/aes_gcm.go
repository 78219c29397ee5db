package crypto

import (
	"crypto/cipher"
	"crypto/subtle"
	"slices"
)

// gcmTag is the length of a whole tag in bytes.
const gcmTag = 16

var gcmTagLengths = []int{32, 64, 96, 104, 112, 120, 128}

// openGCM gives the cipher and how many bytes of its tags count.
func openGCM(k *key, alg *algorithm) (aead cipher.AEAD, tag int, err error) {
	if alg.iv == nil {
		return nil, 0, missing("iv")
	}
	if len(alg.iv) == 0 {
		return nil, 0, operationError(msgEmptyIV)
	}
	bits := gcmTag * 8
	if alg.tagLength != nil {
		bits = *alg.tagLength
	}
	if !slices.Contains(gcmTagLengths, bits) {
		return nil, 0, operationError(msgTagLength, bits)
	}
	aead, err = cipher.NewGCMWithNonceSize(aesBlock(k), len(alg.iv))
	return aead, bits / 8, err
}

func encryptGCM(k *key, alg *algorithm, data []byte) ([]byte, error) {
	aead, tag, err := openGCM(k, alg)
	if err != nil {
		return nil, err
	}
	sealed := aead.Seal(nil, alg.iv, data, alg.additionalData)
	return sealed[:len(data)+tag], nil
}

func decryptGCM(k *key, alg *algorithm, sealed []byte) ([]byte, error) {
	aead, tag, err := openGCM(k, alg)
	if err != nil {
		return nil, err
	}
	if len(sealed) < tag {
		return nil, operationError(msgShortCiphertext, len(sealed)*8, tag*8)
	}
	var data []byte
	if tag == gcmTag {
		data, err = aead.Open([]byte{}, alg.iv, sealed, alg.additionalData)
	} else {
		data, err = openTruncated(aead, alg, sealed, tag)
	}
	if err != nil {
		n := len(sealed) - tag
		return nil, operationError(msgDecryption, n, n, k.name)
	}
	return data, nil
}

// openTruncated opens what has a shorter tag than Go's GCM takes with any nonce: sealing zeros
// gives the key stream, and sealing the result again the whole tag.
func openTruncated(aead cipher.AEAD, alg *algorithm, sealed []byte, tag int) ([]byte, error) {
	n := len(sealed) - tag
	stream := aead.Seal(nil, alg.iv, make([]byte, n), nil)[:n]
	data := make([]byte, n)
	subtle.XORBytes(data, sealed[:n], stream)
	again := aead.Seal(nil, alg.iv, data, alg.additionalData)
	if subtle.ConstantTimeCompare(again[n:n+tag], sealed[n:]) != 1 {
		return nil, operationError(msgDecryption, n, n, "AES-GCM")
	}
	return data, nil
}
