package crypto

// usages is a set of what a key may be used for.
type usages uint8

const (
	encryptUsage usages = 1 << iota
	decryptUsage
	signUsage
	verifyUsage
	deriveKeyUsage
	deriveBitsUsage
	wrapKeyUsage
	unwrapKeyUsage

	publicUsages  = encryptUsage | verifyUsage | wrapKeyUsage
	privateUsages = decryptUsage | signUsage | unwrapKeyUsage | deriveUsages
	deriveUsages  = deriveKeyUsage | deriveBitsUsage
	signUsages    = signUsage | verifyUsage
	wrapUsages    = wrapKeyUsage | unwrapKeyUsage
	cipherUsages  = encryptUsage | decryptUsage | wrapUsages
)

// usageNames are the names of the bits, lowest first: the order that scripts see.
var usageNames = []string{"encrypt", "decrypt", "sign", "verify", "deriveKey", "deriveBits", "wrapKey", "unwrapKey"}

func (u usages) names() []string {
	names := []string{}
	for bit, name := range usageNames {
		if u&(1<<bit) != 0 {
			names = append(names, name)
		}
	}
	return names
}

func usageOf(name string) usages {
	for bit, n := range usageNames {
		if n == name {
			return 1 << bit
		}
	}
	return 0
}

// checkUsages makes a set of names; do says in the error what was being done, such as "generate".
func checkUsages(do, algorithm string, names []string, allowed usages) (usages, error) {
	var set usages
	for _, name := range names {
		u := usageOf(name)
		if u == 0 || u&allowed == 0 {
			return 0, syntaxError(msgUsage, do, algorithm, name)
		}
		set |= u
	}
	return set, nil
}

// What checkUsages says was being done.
const (
	doGenerate      = "generate"
	doImportSecret  = "import secret"
	doImportPublic  = "import public"
	doImportPrivate = "import private"
)
