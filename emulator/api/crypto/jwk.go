package crypto

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// jwk is a JSON Web Key.
type jwk struct {
	kty      string
	use, alg *string
	// keyOps is nil where there are none.
	keyOps []string
	ext    *bool
	// members are the key's own, of those in jwkMembers.
	members map[string]string
	// oth tells of more than two primes, which nothing here supports.
	oth bool
}

// jwkMembers are the names of members, in the order they are read and written.
var jwkMembers = []string{"crv", "x", "y", "d", "n", "e", "p", "q", "dp", "dq", "qi", "k"}

func (j *jwk) has(member string) bool {
	_, ok := j.members[member]
	return ok
}

// bytes are a member's, in base64url; ok is false where it is missing or wrong.
func (j *jwk) bytes(member string) (data []byte, ok bool) {
	text, ok := j.members[member]
	if !ok {
		return nil, false
	}
	text = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	data, err := base64.RawStdEncoding.DecodeString(text)
	return data, err == nil
}

func (j *jwk) set(member string, data []byte) {
	if j.members == nil {
		j.members = map[string]string{}
	}
	j.members[member] = base64.RawURLEncoding.EncodeToString(data)
}

// newJWK is a key to be exported: one that says what it may be used for.
func newJWK(k *key, kty, alg string) *jwk {
	j := &jwk{kty: kty, keyOps: k.usages.names(), ext: new(bool), members: map[string]string{}}
	*j.ext = true
	if alg != "" {
		j.alg = &alg
	}
	return j
}

// jwk reads a JSON Web Key.
func (a *arguments) jwk(o *goja.Object) *jwk {
	j := &jwk{kty: webidl.String(a.s.iso, get(o, "kty")), members: map[string]string{}}
	j.use = a.optionalText(o, "use")
	if v := get(o, "key_ops"); !goja.IsUndefined(v) {
		list, ok := a.list(v)
		if !ok {
			a.s.iso.TypeError(webidl.MsgField("JsonWebKey", "key_ops", "Array"))
		}
		j.keyOps = list
	}
	j.alg = a.optionalText(o, "alg")
	if v := get(o, "ext"); !goja.IsUndefined(v) {
		ext := v.ToBoolean()
		j.ext = &ext
	}
	for _, name := range jwkMembers {
		if v := a.optionalText(o, name); v != nil {
			j.members[name] = *v
		}
	}
	if v := get(o, "oth"); !goja.IsUndefined(v) {
		if o, ok := v.(*goja.Object); !ok || o.ClassName() != "Array" {
			a.s.iso.TypeError(webidl.MsgField("JsonWebKey", "oth", "Array"))
		}
		j.oth = true
	}
	return j
}

func (a *arguments) optionalText(o *goja.Object, name string) *string {
	v := get(o, name)
	if goja.IsUndefined(v) {
		return nil
	}
	s := webidl.String(a.s.iso, v)
	return &s
}

// jwkProperty is one property of a JSON Web Key as it is written.
type jwkProperty struct {
	name  string
	value any
}

func (j *jwk) properties() []jwkProperty {
	list := []jwkProperty{{"kty", j.kty}, {"key_ops", j.keyOps}}
	if j.alg != nil {
		list = append(list, jwkProperty{"alg", *j.alg})
	}
	list = append(list, jwkProperty{"ext", *j.ext})
	for _, name := range jwkMembers {
		if v, ok := j.members[name]; ok {
			list = append(list, jwkProperty{name, v})
		}
	}
	return list
}

// json is what wrapKey encrypts.
func (j *jwk) json() ([]byte, error) {
	var b bytes.Buffer
	for i, p := range j.properties() {
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, fmt.Errorf("encode JSON Web Key: %w", err)
		}
		b.WriteByte("{,"[min(i, 1)])
		fmt.Fprintf(&b, "%q:%s", p.name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// parseJWK reads what unwrapKey decrypted.
//
// Unlike workerd, whose texts are V8's, the message of a SyntaxError is that of Go's parser.
func parseJWK(data []byte) (*jwk, error) {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return nil, &failure{class: "SyntaxError", message: err.Error()}
	}
	o, ok := v.(map[string]any)
	if !ok {
		return nil, dataError(msgCorruptJSON)
	}
	j := &jwk{kty: "undefined", members: map[string]string{}}
	for name, v := range o {
		switch name {
		case "kty":
			j.kty = jsonText(v)
		case "use":
			use := jsonText(v)
			j.use = &use
		case "alg":
			alg := jsonText(v)
			j.alg = &alg
		case "ext":
			ext, _ := v.(bool)
			j.ext = &ext
		case "key_ops":
			list, ok := v.([]any)
			if !ok {
				return nil, typeError("%s", webidl.MsgField("JsonWebKey", "key_ops", "Array"))
			}
			j.keyOps = []string{}
			for _, op := range list {
				j.keyOps = append(j.keyOps, jsonText(op))
			}
		case "oth":
			j.oth = true
		default:
			j.members[name] = jsonText(v)
		}
	}
	return j, nil
}

func jsonText(v any) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(v)
}

func (s *subtleCrypto) jwkValue(j *jwk) goja.Value {
	o := s.rt.NewObject()
	for _, p := range j.properties() {
		if list, ok := p.value.([]string); ok {
			_ = o.Set(p.name, s.stringArray(list))
			continue
		}
		_ = o.Set(p.name, p.value)
	}
	return o
}
