package crypto

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// bufferFormats are the formats of keys that are bytes.
var bufferFormats = []string{"raw", "pkcs8", "spki"}

// modernFormats are formats that workerd knows with a compatibility flag only.
var modernFormats = []string{"raw-secret", "raw-public", "raw-private", "raw-seed"}

func importKey(a *arguments) job {
	i := &importation{format: a.text(0)}
	i.data, i.jwk = a.keyData(1)
	i.alg, i.extractable, i.usages = a.algorithm(2, importKeyAlgorithm), a.boolean(3), a.strings(4)
	return job{run: func() (any, error) { return i.run() }}
}

// keyData is either bytes or a JSON Web Key.
func (a *arguments) keyData(n int) ([]byte, *jwk) {
	v := a.call.Argument(n)
	if data, ok := webidl.Bytes(a.s.iso, v); ok {
		return a.copy(data), nil
	}
	if goja.IsNull(v) || goja.IsUndefined(v) {
		a.required("JsonWebKey")
	}
	o, ok := v.(*goja.Object)
	if !ok {
		a.fail(n, "BufferSource or JsonWebKey")
	}
	return nil, a.jwk(o)
}

// run makes the key.
func (i *importation) run() (any, error) {
	if err := i.check(); err != nil {
		return nil, err
	}
	r, found := lookup(i.alg.name)
	if !found || r.importKey == nil {
		return nil, notSupported(msgNoImport, i.alg.name)
	}
	i.registered = r
	k, err := r.importKey(i)
	if err != nil {
		return nil, err
	}
	if k.usages == 0 && k.kind != public {
		return nil, syntaxError(msgNoUsages)
	}
	k.family, k.name, k.extractable = r.family, r.name, i.extractable
	return k, nil
}

func (i *importation) check() error {
	switch {
	case slices.Contains(modernFormats, i.format):
		return notSupported(msgModernFormat, i.format)
	case slices.Contains(bufferFormats, i.format):
		if i.jwk != nil {
			return typeError(msgNeedsBuffer)
		}
	case i.format != "jwk":
		return notSupported(msgNoImportFormat, i.format)
	case i.jwk == nil:
		return typeError(msgNeedsJWK)
	case i.extractable && i.jwk.ext != nil && !*i.jwk.ext:
		return dataError(msgNotExtractableJWK, i.alg.name)
	}
	return nil
}

// requireHash is the hash that the algorithm must have.
func requireHash(alg *algorithm) (hashFunction, error) {
	if alg.hash == nil {
		return hashFunction{}, missing("hash")
	}
	return lookupHash(*alg.hash)
}

// missing says that the algorithm lacks a field.
func missing(field string) error { return typeError(msgMissing, field) }

func exportKey(a *arguments) job {
	format, k := a.text(0), a.key(1)
	return job{run: func() (any, error) { return k.export(format) }}
}

// export gives bytes or a *jwk.
func (k *key) export(format string) (any, error) {
	if !k.extractable {
		return nil, invalidAccess(msgNotExtractable, k.name)
	}
	if slices.Contains(modernFormats, format) {
		return nil, notSupported(msgModernFormat, format)
	}
	return k.exportKey(k, format)
}

func wrapKey(a *arguments) job {
	format, k, wrapping, alg := a.text(0), a.key(1), a.key(2), a.algorithm(3, encryptAlgorithm)
	return job{run: func() (any, error) {
		if err := wrapping.allow(alg, wrapKeyUsage); err != nil {
			return nil, err
		}
		exported, err := k.export(format)
		if err != nil {
			return nil, err
		}
		data, ok := exported.([]byte)
		if !ok {
			if data, err = exported.(*jwk).json(); err != nil {
				return nil, err
			}
		}
		if wrapping.wrap != nil {
			return wrapping.wrap(wrapping, data)
		}
		return wrapping.doEncrypt(alg, data)
	}}
}

func unwrapKey(a *arguments) job {
	i := &importation{format: a.text(0)}
	wrapped, k, alg := a.buffer(1), a.key(2), a.algorithm(3, encryptAlgorithm)
	i.alg, i.extractable, i.usages = a.algorithm(4, importKeyAlgorithm), a.boolean(5), a.strings(6)
	return job{run: func() (any, error) {
		if err := k.allow(alg, unwrapKeyUsage); err != nil {
			return nil, err
		}
		data, err := k.doUnwrap(alg, wrapped)
		if err != nil {
			return nil, err
		}
		i.data = data
		if i.format == "jwk" {
			if i.jwk, err = parseJWK(data); err != nil {
				return nil, err
			}
		}
		return i.run()
	}}
}

func (k *key) doUnwrap(alg *algorithm, data []byte) ([]byte, error) {
	if k.unwrap != nil {
		return k.unwrap(k, data)
	}
	return k.doDecrypt(alg, data)
}
