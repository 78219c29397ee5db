package crypto

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// operations are the methods of SubtleCrypto that return promises.
var operations = map[string]operation{
	"digest":      digest,
	"encrypt":     encrypt,
	"decrypt":     decrypt,
	"sign":        sign,
	"verify":      verify,
	"generateKey": generateKey,
	"deriveBits":  deriveBits,
	"deriveKey":   deriveKey,
	"importKey":   importKey,
	"exportKey":   exportKey,
	"wrapKey":     wrapKey,
	"unwrapKey":   unwrapKey,
}

// key is a CryptoKey.
func (a *arguments) key(n int) *key {
	k := a.s.keyOf(a.call.Argument(n))
	if k == nil {
		a.fail(n, "CryptoKey")
	}
	return k
}

// allow refuses what the key is not for.
func (k *key) allow(alg *algorithm, u usages) error {
	if !strings.EqualFold(alg.name, k.name) {
		return invalidAccess(msgWrongAlgorithm, alg.name, k.name)
	}
	if k.usages&u == 0 {
		return invalidAccess(msgWrongUsage, u.names()[0])
	}
	return nil
}

func encrypt(a *arguments) job {
	alg, k, data := a.algorithm(0, encryptAlgorithm), a.key(1), a.buffer(2)
	return job{run: func() (any, error) {
		if err := k.allow(alg, encryptUsage); err != nil {
			return nil, err
		}
		return k.doEncrypt(alg, data)
	}}
}

func (k *key) doEncrypt(alg *algorithm, data []byte) ([]byte, error) {
	if k.encrypt == nil {
		return nil, notSupported(msgNotImplemented, "encrypt", k.name)
	}
	return k.encrypt(k, alg, data)
}

func decrypt(a *arguments) job {
	alg, k, data := a.algorithm(0, encryptAlgorithm), a.key(1), a.buffer(2)
	return job{run: func() (any, error) {
		if err := k.allow(alg, decryptUsage); err != nil {
			return nil, err
		}
		return k.doDecrypt(alg, data)
	}}
}

func (k *key) doDecrypt(alg *algorithm, data []byte) ([]byte, error) {
	if k.decrypt == nil {
		return nil, notSupported(msgNotImplemented, "decrypt", k.name)
	}
	return k.decrypt(k, alg, data)
}

func sign(a *arguments) job {
	alg, k, data := a.algorithm(0, signAlgorithm), a.key(1), a.buffer(2)
	return job{run: func() (any, error) {
		if err := k.allow(alg, signUsage); err != nil {
			return nil, err
		}
		if k.sign == nil {
			return nil, notSupported(msgNotImplemented, "sign", k.name)
		}
		return k.sign(k, alg, data)
	}}
}

func verify(a *arguments) job {
	alg, k, signature, data := a.algorithm(0, signAlgorithm), a.key(1), a.buffer(2), a.buffer(3)
	return job{run: func() (any, error) {
		if err := k.allow(alg, verifyUsage); err != nil {
			return nil, err
		}
		if k.verify == nil {
			return nil, notSupported(msgNotImplemented, "verify", k.name)
		}
		return k.verify(k, alg, signature, data)
	}}
}

func generateKey(a *arguments) job {
	g := &generation{alg: a.algorithm(0, generateKeyAlgorithm), extractable: a.boolean(1), usages: a.strings(2),
		moduleScope: a.s.iso.Current().Owner == nil, done: a.s.iso.Done()}
	r, found := lookup(g.alg.name)
	if !found || r.generate == nil {
		return job{run: func() (any, error) { return nil, notSupported(msgNoGeneration, g.alg.name) }}
	}
	g.name = r.name
	return job{heavy: r.slow != nil && r.slow(g.alg), run: func() (any, error) {
		v, err := r.generate(g)
		if err != nil {
			return nil, err
		}
		switch v := v.(type) {
		case *key:
			if v.usages == 0 {
				return nil, syntaxError(msgNoUsages)
			}
			v.family = r.family
		case *keyPair:
			if v.private.usages == 0 {
				return nil, syntaxError(msgNoPrivateUsages)
			}
			v.public.family, v.private.family = r.family, r.family
		}
		return v, nil
	}}
}

func deriveBits(a *arguments) job {
	alg, k := a.algorithm(0, deriveKeyAlgorithm), a.key(1)
	var length *int
	if v := a.call.Argument(2); !goja.IsUndefined(v) && !goja.IsNull(v) {
		n := int(webidl.Int32(a.s.iso, v))
		if n < 0 {
			a.s.iso.TypeError(msgNegativeLength)
		}
		length = &n
	}
	return job{heavy: k.slow != nil && k.slow(alg), run: func() (any, error) {
		if err := k.allow(alg, deriveBitsUsage); err != nil {
			return nil, err
		}
		return k.doDeriveBits(alg, length)
	}}
}

func (k *key) doDeriveBits(alg *algorithm, length *int) ([]byte, error) {
	if k.deriveBits == nil {
		return nil, notSupported(msgNoDerivation, k.name)
	}
	return k.deriveBits(k, alg, length)
}

func deriveKey(a *arguments) job {
	alg, k := a.algorithm(0, deriveKeyAlgorithm), a.key(1)
	i := &importation{format: "raw", alg: a.algorithm(2, importKeyAlgorithm), extractable: a.boolean(3), usages: a.strings(4)}
	return job{heavy: k.slow != nil && k.slow(alg), run: func() (any, error) {
		if err := k.allow(alg, deriveKeyUsage); err != nil {
			return nil, err
		}
		length, err := derivedLength(i.alg)
		if err != nil {
			return nil, err
		}
		if i.data, err = k.doDeriveBits(alg, length); err != nil {
			return nil, err
		}
		return i.run()
	}}
}

// derivedLength is how many bits a derived key needs, nil where that says nothing.
func derivedLength(alg *algorithm) (*int, error) {
	r, _ := lookup(alg.name)
	switch {
	case strings.HasPrefix(r.name, "AES-"):
		if alg.length == nil {
			return nil, typeError(msgMissingDerived, "length")
		}
		if n := *alg.length; n != 128 && n != 192 && n != 256 {
			return nil, operationError(msgDerivedAES, n)
		}
		return alg.length, nil
	case r.name == "HMAC":
		return derivedHMACLength(alg)
	case r.name == "HKDF", r.name == "PBKDF2":
		return nil, nil
	}
	return nil, notSupported(msgDerivedType, alg.name)
}
