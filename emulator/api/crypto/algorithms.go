package crypto

import "strings"

// family is what keys of some algorithms can do. A nil function is an operation that they lack.
// Its functions are plain Go and may run on any goroutine.
type family struct {
	generate  func(g *generation) (any, error)
	importKey func(i *importation) (*key, error)
	exportKey func(k *key, format string) (any, error)

	encrypt, decrypt func(k *key, alg *algorithm, data []byte) ([]byte, error)
	// wrap and unwrap are encrypt and decrypt where they are nil.
	wrap, unwrap func(k *key, data []byte) ([]byte, error)

	sign   func(k *key, alg *algorithm, data []byte) ([]byte, error)
	verify func(k *key, alg *algorithm, signature, data []byte) (bool, error)

	// deriveBits gives length bits; nil means as many as there are.
	deriveBits func(k *key, alg *algorithm, length *int) ([]byte, error)

	// slow tells what must not be done on the loop: to generate a key, or to derive bits.
	slow func(alg *algorithm) bool
}

// registered is an algorithm under the name that scripts see.
type registered struct {
	name string
	*family
}

// registry is every algorithm that has keys.
var registry = []registered{
	{"AES-CTR", aesCTR},
	{"AES-CBC", aesCBC},
	{"AES-GCM", aesGCM},
	{"AES-KW", aesKW},
	{"HMAC", hmacFamily},
	{"PBKDF2", pbkdf2Family},
	{"HKDF", hkdfFamily},
	{"ECDSA", ecdsaFamily},
	{"ECDH", ecdhFamily},
	{"Ed25519", ed25519Family},
	{nodeEd25519, ed25519Family},
	{"X25519", x25519Family},
	{"RSASSA-PKCS1-v1_5", rsaPKCS1},
	{"RSA-PSS", rsaPSS},
	{"RSA-OAEP", rsaOAEP},
	{"RSA-RAW", rsaRaw},
}

// lookup finds an algorithm by its name in any case.
func lookup(name string) (registered, bool) {
	for _, r := range registry {
		if strings.EqualFold(r.name, name) {
			return r, true
		}
	}
	return registered{}, false
}

// generation is a call of generateKey.
type generation struct {
	// name is the algorithm's proper one.
	name        string
	alg         *algorithm
	extractable bool
	usages      []string
	// moduleScope is set where workerd has no randomness for symmetric keys (DO-ID-21).
	moduleScope bool
	// done is closed when nobody will want the key any more.
	done <-chan struct{}
}

// importation is a key to be imported: from data, or from jwk if the format is that.
type importation struct {
	registered
	format      string
	data        []byte
	jwk         *jwk
	alg         *algorithm
	extractable bool
	usages      []string
}
