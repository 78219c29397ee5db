package crypto_test

import (
	"fmt"
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
)

// state is how the promise that code makes stands when the call has returned.
func state(t *testing.T, e *apitest.Env, code string) (state goja.PromiseState) {
	t.Helper()
	e.Do(func() {
		v, err := e.Iso.Runtime().RunString(code)
		if err != nil {
			t.Error(err)
			return
		}
		state = v.Export().(*goja.Promise).State()
	})
	return state
}

func TestWork_WhereItHappens(t *testing.T) {
	e := env(t)
	e.Eval(`kdf("PBKDF2").then((k) => { globalThis.password = k })`)
	for code, want := range map[string]goja.PromiseState{
		`S.digest("SHA-256", new Uint8Array(1000))`:                                                                                          goja.PromiseStateFulfilled,
		`S.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"])`:                                                             goja.PromiseStateFulfilled,
		`S.deriveBits({ name: "PBKDF2", hash: "SHA-1", salt: new Uint8Array(8), iterations: 100 }, password, 128)`:                           goja.PromiseStateFulfilled,
		`S.digest("SHA-256", new Uint8Array(4 << 20))`:                                                                                       goja.PromiseStatePending,
		`S.deriveBits({ name: "PBKDF2", hash: "SHA-1", salt: new Uint8Array(8), iterations: 1e5 }, password, 128)`:                           goja.PromiseStatePending,
		`S.generateKey({ name: "RSA-PSS", hash: "SHA-1", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, false, ["sign"])`: goja.PromiseStatePending,
	} {
		if got := state(t, e, code); got != want {
			t.Errorf("%s: state %v, want %v", code, got, want)
		}
	}
}

// Work off the loop must not see what a script does to its buffers meanwhile.
func TestWork_CopiesInput(t *testing.T) {
	e := env(t)
	got := e.Eval(`(async () => {
		const data = new Uint8Array(2 << 20);
		const before = S.digest("SHA-1", data);
		data.fill(1);
		return hex(await before) === hex(await S.digest("SHA-1", new Uint8Array(2 << 20)));
	})()`)
	if got != "P:true" {
		t.Errorf("got %s", got)
	}
}

// The end of an isolate does not wait for a key that takes minutes.
func TestWork_AbandonedAtClose(t *testing.T) {
	e := env(t)
	e.Do(func() {
		_, err := e.Iso.Runtime().RunString(`S.generateKey({ name: "RSA-PSS", hash: "SHA-1", modulusLength: 16384,
			publicExponent: new Uint8Array([1, 0, 1]) }, false, ["sign"])`)
		if err != nil {
			t.Error(err)
		}
	})
	e.Iso.Close()
}

func TestRoundTrip_Formats(t *testing.T) {
	e := env(t)
	for _, c := range []struct{ algorithm, usages string }{
		{`{ name: "ECDSA", namedCurve: "P-256" }`, `["sign", "verify"]`},
		{`{ name: "ECDSA", namedCurve: "P-384" }`, `["sign", "verify"]`},
		{`{ name: "ECDSA", namedCurve: "P-521" }`, `["sign", "verify"]`},
		{`{ name: "Ed25519" }`, `["sign", "verify"]`},
		{`{ name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 1024, publicExponent: bytes("010001") }`, `["sign", "verify"]`},
		{`{ name: "RSA-PSS", hash: "SHA-384", modulusLength: 1024, publicExponent: bytes("03"), saltLength: 12 }`, `["sign", "verify"]`},
	} {
		code := fmt.Sprintf(`(async () => {
			const alg = %s, made = await S.generateKey(alg, true, %s), results = [];
			for (const format of ["pkcs8", "jwk"]) {
				const key = await S.importKey(format, await S.exportKey(format, made.privateKey), alg, false, ["sign"]);
				const signature = await S.sign({ hash: "SHA-1", ...alg }, key, utf8("hello"));
				for (const other of ["spki", "jwk"]) {
					const pub = await S.importKey(other, await S.exportKey(other, made.publicKey), alg, true, ["verify"]);
					results.push(await S.verify({ hash: "SHA-1", ...alg }, pub, signature, utf8("hello")));
					results.push(await S.verify({ hash: "SHA-1", ...alg }, pub, signature, utf8("hullo")));
				}
			}
			return results.join();
		})()`, c.algorithm, c.usages)
		want := `P:"true,false,true,false,true,false,true,false"`
		if got := e.Eval(code); got != want {
			t.Errorf("%s: got %s, want %s", c.algorithm, got, want)
		}
	}
}

func TestRoundTrip_Ciphers(t *testing.T) {
	e := env(t)
	for _, alg := range []string{
		`{ name: "AES-GCM", iv: bytes("00".repeat(12)) }`,
		`{ name: "AES-GCM", iv: bytes("00".repeat(12)), tagLength: 96, additionalData: utf8("more") }`,
		`{ name: "AES-GCM", iv: bytes("0102"), tagLength: 32, additionalData: utf8("more") }`,
		`{ name: "AES-CBC", iv: bytes("00".repeat(16)) }`,
		`{ name: "AES-CTR", counter: bytes("ff".repeat(16)), length: 20 }`,
	} {
		code := `(async () => {
			const alg = ` + alg + `, key = await S.generateKey({ name: alg.name, length: 256 }, true, ["encrypt", "decrypt"]);
			for (const size of [0, 1, 15, 16, 17, 1000, 70000, 1 << 20]) {
				const data = new Uint8Array(size).fill(7);
				const again = await S.decrypt(alg, key, await S.encrypt(alg, key, data));
				if (!S.timingSafeEqual(again, data)) return size;
			}
		})()`
		if got := e.Eval("inHandler(() => " + code + ")"); got != "P:undefined" {
			t.Errorf("%s: differs at %s", alg, got)
		}
	}
}

func BenchmarkRandomUUID(b *testing.B) {
	bench(b, ``, `crypto.randomUUID()`)
}
func BenchmarkGetRandomValues(b *testing.B) {
	bench(b, `const a = new Uint8Array(16)`, `crypto.getRandomValues(a)`)
}
func BenchmarkDigest(b *testing.B) {
	bench(b, `const a = new Uint8Array(100)`, `S.digest("SHA-256", a)`)
}
func BenchmarkSign(b *testing.B) {
	bench(b, `const a = new Uint8Array(100)`, `S.sign("HMAC", mac, a)`)
}

func bench(b *testing.B, setup, code string) {
	e := env(b)
	e.Eval(`hmac().then((k) => { globalThis.mac = k })`)
	e.Bench(b, `return inHandler(() => {`+setup+`; return (n) => { for (let i = 0; i < n; i++) {`+code+`} } })`, ``)
}
