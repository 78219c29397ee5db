package crypto

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/binary"
	"math/big"
)

func signPKCS1(k *key, _ *algorithm, data []byte) ([]byte, error) {
	m := k.material.(*rsa.PrivateKey)
	if need := k.hash.Size() + 32; need > m.Size() {
		return nil, operationError(msgPKCS1TooSmall, 8*need)
	}
	signature, err := rsa.SignPKCS1v15(nil, m, k.hash.Hash, k.hash.sum(data))
	return rsaResult(m, signature, err)
}

func rsaResult(m *rsa.PrivateKey, data []byte, err error) ([]byte, error) {
	switch {
	case err == nil:
		return data, nil
	case m.N.BitLen() < minRSA:
		return nil, operationError(msgSmallRSA)
	}
	return nil, operationError(msgRSAFailed)
}

func verifyPKCS1(k *key, _ *algorithm, signature, data []byte) (bool, error) {
	return rsa.VerifyPKCS1v15(k.material.(*rsa.PublicKey), k.hash.Hash, k.hash.sum(data), signature) == nil, nil
}

func signPSS(k *key, alg *algorithm, data []byte) ([]byte, error) {
	m := k.material.(*rsa.PrivateKey)
	if alg.saltLength == nil {
		return nil, dataError(msgNoSalt)
	}
	salt := *alg.saltLength
	switch {
	case salt < 0:
		return nil, dataError(msgNegativeSalt, salt)
	case k.hash.Size()+2 > m.Size():
		return nil, operationError(msgPSSTooSmall)
	case salt > m.Size()-k.hash.Size()-2:
		return nil, operationError(msgPSSTooSmallForSalt)
	case salt == 0:
		return rawRSA(m, unsaltedPSS(&m.PublicKey, k.hash, data)), nil
	}
	signature, err := rsa.SignPSS(rand.Reader, m, k.hash.Hash, k.hash.sum(data), &rsa.PSSOptions{SaltLength: salt})
	return rsaResult(m, signature, err)
}

func verifyPSS(k *key, alg *algorithm, signature, data []byte) (bool, error) {
	m := k.material.(*rsa.PublicKey)
	if alg.saltLength == nil {
		return false, typeError(msgNoSalt)
	}
	switch salt := *alg.saltLength; {
	case salt < 0:
		return false, dataError(msgNegativeSalt, salt)
	case salt > 0:
		return rsa.VerifyPSS(m, k.hash.Hash, k.hash.sum(data), signature, &rsa.PSSOptions{SaltLength: salt}) == nil, nil
	}
	s := new(big.Int).SetBytes(signature)
	if len(signature) != m.Size() || s.Cmp(m.N) >= 0 || k.hash.Size()+2 > m.Size() {
		return false, nil
	}
	s.Exp(s, big.NewInt(int64(m.E)), m.N)
	return s.Cmp(new(big.Int).SetBytes(unsaltedPSS(m, k.hash, data))) == 0, nil
}

// unsaltedPSS is the EMSA-PSS encoding of RFC 8017 without a salt: to Go's library a salt length
// of 0 means any length.
func unsaltedPSS(m *rsa.PublicKey, h hashFunction, data []byte) []byte {
	bits := m.N.BitLen() - 1
	size := (bits + 7) / 8
	digest := h.sum(append(make([]byte, 8), h.sum(data)...))
	db := make([]byte, size-len(digest)-1)
	db[len(db)-1] = 1
	for n, mask := range mgf1(h, digest, len(db)) {
		db[n] ^= mask
	}
	db[0] &= 0xff >> (8*size - bits)
	return append(append(db, digest...), 0xbc)
}

// mgf1 is the mask generation function of RFC 8017.
func mgf1(h hashFunction, seed []byte, size int) []byte {
	var out []byte
	for n := uint32(0); len(out) < size; n++ {
		out = append(out, h.sum(binary.BigEndian.AppendUint32(bytes.Clone(seed), n))...)
	}
	return out[:size]
}

// rawRSA is the bare private operation on data, which is smaller than the modulus. It takes a
// time that depends on the key, which on a developer's machine tells nobody anything.
func rawRSA(m *rsa.PrivateKey, data []byte) []byte {
	n := new(big.Int).SetBytes(data)
	return n.Exp(n, m.D, m.N).FillBytes(make([]byte, m.Size()))
}

// signRaw is RSA-RAW, for blind signatures.
func signRaw(k *key, _ *algorithm, data []byte) ([]byte, error) {
	m := k.material.(*rsa.PrivateKey)
	switch size := m.Size(); {
	case len(data) > size:
		return nil, dataError(msgBlindTooLong, len(data), size)
	case len(data) < size:
		return nil, operationError(msgInvalidSignature)
	case new(big.Int).SetBytes(data).Cmp(m.N) >= 0:
		return nil, dataError(msgBlindTooLarge)
	}
	return rawRSA(m, data), nil
}
