package crypto

import (
	"crypto"
	_ "crypto/md5" // registers itself, as those below
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"strings"
)

// hashFunction is a hash under the name that scripts see.
type hashFunction struct {
	name string
	crypto.Hash
}

var hashes = []hashFunction{
	{"SHA-1", crypto.SHA1}, {"SHA-256", crypto.SHA256}, {"SHA-384", crypto.SHA384}, {"SHA-512", crypto.SHA512},
	{"MD5", crypto.MD5},
}

// lookupHash finds a hash by its name in any case.
func lookupHash(name string) (hashFunction, error) {
	for _, h := range hashes {
		if strings.EqualFold(h.name, name) {
			return h, nil
		}
	}
	return hashFunction{}, notSupported(msgNoDigest)
}

// sum is the digest of data.
func (h hashFunction) sum(data []byte) []byte {
	w := h.New()
	w.Write(data)
	return w.Sum(nil)
}

// digest is digest(algorithm, data).
func digest(a *arguments) job {
	alg, data := a.algorithm(0, hashAlgorithm), a.buffer(1)
	return job{run: func() (any, error) {
		h, err := lookupHash(alg.name)
		if err != nil {
			return nil, err
		}
		return h.sum(data), nil
	}}
}
