package crypto

import (
	"crypto/rand"
	"crypto/rsa"
)

func encryptOAEP(k *key, alg *algorithm, data []byte) ([]byte, error) {
	m, ok := k.material.(*rsa.PublicKey)
	if !ok {
		return nil, invalidAccess(msgOAEPPublic, k.kind)
	}
	if 2*k.hash.Size()+2 > m.Size() || m.N.BitLen() < minRSA {
		return nil, operationError(msgOAEPFailed, ": "+msgSmallRSA+".")
	}
	out, err := rsa.EncryptOAEP(k.hash.New(), rand.Reader, m, data, alg.label)
	if err != nil {
		return nil, operationError(msgOAEPFailed, ".")
	}
	return out, nil
}

func decryptOAEP(k *key, alg *algorithm, data []byte) ([]byte, error) {
	m, ok := k.material.(*rsa.PrivateKey)
	if !ok {
		return nil, invalidAccess(msgOAEPPrivate, k.kind)
	}
	if len(data) != m.Size() {
		return nil, operationError(msgOAEPFailed, ": "+msgInvalidSignature+".")
	}
	out, err := rsa.DecryptOAEP(k.hash.New(), nil, m, data, alg.label)
	if err != nil {
		return nil, operationError(msgOAEPFailed, ".")
	}
	return out, nil
}
