package node

import "testing"

// TestCrypto compares node:crypto with answers that Node gives, and with the vectors of RFC 4231,
// 5869, 6070, 7914 and of NIST's description of GCM.
func TestCrypto(t *testing.T) {
	env := newEnv(t)
	env.Do(func() {
		ex := env.Iso.Runtime().Try(func() {
			_ = env.Iso.Runtime().Set("c", env.Iso.Use("node:crypto"))
			_ = env.Iso.Runtime().Set("B", env.Iso.Use("node:buffer").Get("Buffer"))
		})
		if ex != nil {
			t.Error(ex)
		}
	})
	for name, c := range map[string]struct{ script, want string }{
		"hash":                        {`c.hash("md4", "abc")`, `"a448017aaf21d8525fc10ae87aa6729d"`},
		"copy":                        {`((h) => { h.update("a"); const o = h.copy().update("bc").digest("hex"); return o === h.update("bc").digest("hex") && o })(c.createHash("md4"))`, `"a448017aaf21d8525fc10ae87aa6729d"`},
		"hmac":                        {`c.createHmac("sha256", "Jefe").update("what do ya want for nothing?").digest("hex")`, `"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"`},
		"pbkdf2":                      {`c.pbkdf2Sync("password", "salt", 2, 20, "sha1").toString("hex")`, `"ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"`},
		"scrypt":                      {`c.scryptSync("password", "NaCl", 16, { N: 1024, r: 8, p: 16 }).toString("hex")`, `"fdbabe1c9d3472007856e7190d01e9fe"`},
		"hkdf":                        {`B.from(c.hkdfSync("sha256", B.alloc(22, 0x0b), B.from("000102030405060708090a0b0c", "hex"), B.from("f0f1f2f3f4f5f6f7f8f9", "hex"), 16)).toString("hex")`, `"3cb25f25faacd57a90434f64d0362f2a"`},
		"gcm":                         {`((k) => { const t = k.update("", "utf8", "hex") + k.final("hex"); return t + k.getAuthTag().toString("hex") })(c.createCipheriv("aes-128-gcm", B.alloc(16), B.alloc(12)))`, `"58e2fccefa7e3061367f1d57a4e7455a"`},
		"gcm text":                    {`((k) => { const t = k.update(B.alloc(16)).toString("hex"); k.final(); return t + k.getAuthTag().toString("hex") })(c.createCipheriv("aes-128-gcm", B.alloc(16), B.alloc(12)))`, `"0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"`},
		"gcm long nonce":              {`((k) => { k.setAAD(B.from("aad")); const t = k.update("hello world, this is 33 bytes long", "utf8", "hex") + k.final("hex"); return t + k.getAuthTag().toString("hex") })(c.createCipheriv("aes-256-gcm", B.alloc(32, 7), B.alloc(16, 9)))`, `"aaefe1590056431825542d9593564605af76dfbdf6030e28bd6145a0ec7cb0f3ec0c054e85a80aef7f007400ec3b0fc9c891"`},
		"chacha":                      {`((k) => { k.setAAD(B.from("aad")); const t = k.update("hello world", "utf8", "hex") + k.final("hex"); return t + k.getAuthTag().toString("hex") })(c.createCipheriv("chacha20-poly1305", B.alloc(32, 7), B.alloc(12, 9)))`, `"941c97bb8b2ef2caaf046a3cadc802c55428ce79538ecd2a7d41c0"`},
		"cbc":                         {`((k) => k.update("hello", "utf8", "hex") + k.final("hex"))(c.createCipheriv("aes-128-cbc", B.alloc(16, 7), B.alloc(16, 9)))`, `"dce33d8f09d887f5aaabb384bf210468"`},
		"small safe primes":           {`[3, 4, 5, 6, 7].every((n) => c.generatePrimeSync(n, { safe: true, bigint: true }) >> BigInt(n - 1) === 1n)`, "true"},
		"small primes of a generator": {`[[4, 12], [5, 24], [6, 60]].map(([n, add]) => c.generatePrimeSync(n, { safe: true, add: BigInt(add), rem: BigInt(add - 1), bigint: true })).join()`, `"11,23,59"`},
		"safe prime":                  {`c.checkPrimeSync((c.generatePrimeSync(32, { safe: true, bigint: true }) - 1n) / 2n)`, "true"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := env.Eval(c.script); got != c.want {
				t.Errorf("%s gives %s, want %s", c.script, got, c.want)
			}
		})
	}
}
