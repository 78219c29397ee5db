package nodecrypto

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"strings"

	"github.com/dop251/goja"
)

// jwkReader reads the members of a JSON Web Key; name is the family in the texts of errors.
type jwkReader struct {
	host
	o    *goja.Object
	name string
}

func (r jwkReader) fail(text string) { r.i.Throw("Error", r.name+" JWK "+text) }

func (r jwkReader) text(member string) string {
	v := orUndefined(r.o.Get(member))
	if goja.IsUndefined(v) {
		r.fail("missing " + member + " parameter")
	}
	return v.String()
}

// texts checks that all members are there before any is read.
func (r jwkReader) texts(members ...string) {
	for _, member := range members {
		r.text(member)
	}
}

func (r jwkReader) bytes(member string) []byte {
	data, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(r.text(member), "="))
	if err != nil {
		r.fail("invalid " + member + " parameter")
	}
	return data
}

func (r jwkReader) number(member string) *big.Int { return new(big.Int).SetBytes(r.bytes(member)) }

func (h host) fromJWK(v goja.Value, kind string) any {
	o := v.ToObject(h.i.Runtime())
	isPrivate := kind == "private"
	switch orUndefined(o.Get("kty")).String() {
	case "RSA":
		return jwkReader{h, o, "RSA"}.rsa(isPrivate)
	case "EC":
		return jwkReader{h, o, "EC"}.ec(isPrivate)
	case "OKP":
		return jwkReader{h, o, "OKP"}.okp(isPrivate)
	}
	h.i.Throw("Error", "JWK "+kind+" key import is not implemented for this key type")
	return nil
}

func (r jwkReader) rsa(isPrivate bool) any {
	r.texts("n", "e")
	pub := rsa.PublicKey{N: r.number("n"), E: int(r.number("e").Int64())}
	if !isPrivate {
		return &pub
	}
	r.texts("d", "p", "q", "dp", "dq", "qi")
	k := &rsa.PrivateKey{PublicKey: pub, D: r.number("d"), Primes: []*big.Int{r.number("p"), r.number("q")}}
	for _, member := range []string{"dp", "dq", "qi"} {
		r.bytes(member)
	}
	if k.Validate() != nil {
		r.fail("invalid")
	}
	k.Precompute()
	return k
}

func (r jwkReader) ec(isPrivate bool) any {
	c := curveNamed(r.text("crv"))
	if c.Curve == nil {
		r.fail("unsupported crv parameter")
	}
	r.texts("x", "y")
	x, y := r.number("x"), r.number("y")
	if x.BitLen() > 8*c.size() || y.BitLen() > 8*c.size() {
		r.fail("invalid public key")
	}
	point := make([]byte, 1+2*c.size())
	point[0] = 4
	x.FillBytes(point[1 : 1+c.size()])
	y.FillBytes(point[1+c.size():])
	pub, err := ecdsa.ParseUncompressedPublicKey(c.Curve, point)
	if err != nil {
		r.fail("invalid public key")
	}
	if !isPrivate {
		return pub
	}
	d := r.number("d")
	if d.Sign() <= 0 || d.Cmp(c.Params().N) >= 0 {
		r.i.Throw("Error", "EW JWK invalid private key")
	}
	k, err := ecdsa.ParseRawPrivateKey(c.Curve, d.FillBytes(make([]byte, c.size())))
	if err != nil {
		r.i.Throw("Error", "EW JWK invalid private key")
	}
	return k
}

func (r jwkReader) okp(isPrivate bool) any {
	crv, member := r.text("crv"), "x"
	if crv != "Ed25519" && crv != "X25519" {
		r.fail("unsupported crv parameter")
	}
	if isPrivate {
		member = "d"
	}
	data := r.bytes(member)
	if len(data) != ed25519.SeedSize {
		r.i.Throw("Error", "JWK key import is not implemented for this key type")
	}
	switch {
	case crv == "Ed25519" && isPrivate:
		return ed25519.NewKeyFromSeed(data)
	case crv == "Ed25519":
		return ed25519.PublicKey(data)
	case isPrivate:
		k, _ := ecdh.X25519().NewPrivateKey(data)
		return k
	}
	k, _ := ecdh.X25519().NewPublicKey(data)
	return k
}

// toJWK makes a JSON Web Key of an asymmetric key.
func (h host) toJWK(k *key) goja.Value {
	members := jwkMembers(k.material)
	if members == nil {
		h.i.Throw("Error", "Key type is invalid for JWK export")
	}
	out := h.i.Runtime().NewObject()
	for _, name := range []string{"kty", "alg", "crv", "x", "y", "d", "n", "e", "p", "q", "dp", "dq", "qi"} {
		switch v := members[name].(type) {
		case string:
			_ = out.Set(name, v)
		case []byte:
			_ = out.Set(name, base64.RawURLEncoding.EncodeToString(v))
		}
	}
	return out
}

// jwkMembers are texts and bytes, nil where there is no such key in JSON.
func jwkMembers(material any) map[string]any {
	switch k := material.(type) {
	case *rsa.PublicKey:
		return map[string]any{"kty": "RSA", "n": k.N.Bytes(), "e": big.NewInt(int64(k.E)).Bytes()}
	case *rsa.PrivateKey:
		members := jwkMembers(&k.PublicKey)
		members["d"], members["p"], members["q"] = k.D.Bytes(), k.Primes[0].Bytes(), k.Primes[1].Bytes()
		members["dp"], members["dq"] = k.Precomputed.Dp.Bytes(), k.Precomputed.Dq.Bytes()
		members["qi"] = k.Precomputed.Qinv.Bytes()
		return members
	case *ecdsa.PublicKey:
		c := curveOf(k)
		point, err := k.Bytes()
		if err != nil {
			return nil
		}
		return map[string]any{"kty": "EC", "crv": c.nist, "x": point[1 : 1+c.size()], "y": point[1+c.size():]}
	case *ecdsa.PrivateKey:
		members := jwkMembers(&k.PublicKey)
		if d, err := k.Bytes(); err == nil && members != nil {
			members["d"] = d
		}
		return members
	case ed25519.PublicKey:
		return map[string]any{"kty": "OKP", "alg": "EdDSA", "crv": "Ed25519", "x": []byte(k)}
	case ed25519.PrivateKey:
		members := jwkMembers(publicHalf(k))
		members["d"] = k.Seed()
		return members
	case *ecdh.PublicKey:
		return map[string]any{"kty": "OKP", "crv": "X25519", "x": k.Bytes()}
	case *ecdh.PrivateKey:
		members := jwkMembers(k.PublicKey())
		members["d"] = k.Bytes()
		return members
	}
	return nil
}
