package crypto

// Texts that scripts see, equal to workerd's.
const (
	msgGlobalScope = "Disallowed operation called within global scope. Asynchronous I/O (ex: fetch() or connect()), setting a timeout, and generating random values are not allowed within global scope. To fix this error, perform this operation within a handler. https://developers.cloudflare.com/workers/runtime-apis/handlers/"

	msgNotIntegers   = "ArrayBufferView argument to getRandomValues() must be an integer-typed view."
	msgTooMuchRandom = "getRandomValues() only accepts buffers of size <= 64K but provided %d bytes."

	msgRequiredMembers = "Cannot initialize N7workerd3api12SubtleCrypto%d%sE with required members from an undefined or null value."
	msgUnequalLengths  = "Input buffers must have the same byte length."

	msgNoDigest = "Unrecognized or unimplemented digest algorithm requested."
	msgMissing  = `Missing field "%s" in "algorithm".`

	msgWrongAlgorithm = `Requested algorithm "%s" does not match this CryptoKey's algorithm "%s".`
	msgWrongUsage     = `Requested key usage "%s" does not match any usage listed in this CryptoKey.`
	msgNotImplemented = `The %s operation is not implemented for "%s".`
	msgNoDerivation   = `The deriveKey and deriveBits operations are not implemented for "%s".`
	msgNegativeLength = "deriveBits length must be an unsigned long integer."

	msgUsage           = `Attempt to %s %s key with invalid usage "%s".`
	msgNoUsages        = "Secret/private CryptoKeys must have at least one usage."
	msgNoPrivateUsages = "Attempt to generate asymmetric keys with no valid private key usages."
	msgNoGeneration    = `Unrecognized key generation algorithm "%s" requested.`

	msgNoImport          = `Unrecognized key import algorithm "%s" requested.`
	msgNoImportFormat    = `Unrecognized key import format "%s".`
	msgModernFormat      = `Key format "%s" requires the webcrypto_modern_algorithms flag.`
	msgNeedsBuffer       = "Import data provided for buffer-based import formats must be a buffer source."
	msgNeedsJWK          = `Import data provided for "jwk" import format must be a JsonWebKey.`
	msgNotExtractableJWK = `JWK ext field for "%s" is set to false but extractable is true`
	msgNotExtractable    = "Attempt to export non-extractable %s key."
	msgCorruptJSON       = `Missing "kty" field or corrupt JSON unwrapping key?`

	msgMissingDerived = `Missing field "%s" in "derivedKeyParams".`
	msgDerivedAES     = "Derived AES key must be 128, 192, or 256 bits in length but provided %d."
	msgDerivedHMAC    = "HMAC key length must be a non-zero unsigned long integer."
	msgDerivedType    = `Unrecognized derived key type "%s" requested.`
)

// HMAC.
const (
	msgHMACLength         = "HMAC key length must be a non-zero unsigned long integer (requested %d)."
	msgImportedHMACLength = "Imported HMAC key length (%d) must be a non-zero value up to 7 bits less than, and no greater than, the bit length of the raw key data (%d)."
	msgHMACKty            = `HMAC "jwk" key import requires a JSON Web Key with Key Type parameter ("kty") equal to "oct" (encountered "%s").`
	msgHMACBase64         = `HMAC "jwk" key import requires a base64Url encoding of the key`
	msgHMACAlg            = `HMAC "jwk" key import specifies "alg" that is incompatible with the hash name (encountered "%s", expected "%s").`
	msgHMACHash           = "Unrecognized or unimplemented hash algorithm requested%s"
	msgHMACExport         = `Unimplemented key export format "%s".`
	msgHMACExportHash     = `Unimplemented JWK key export format for key algorithm "%s".`
)

// PBKDF2 and HKDF.
const (
	msgPBKDF2Extractable = "PBKDF2 key cannot be extractable."
	msgPBKDF2Format      = `PBKDF2 key must be imported in "raw" format (requested "%s").`
	msgPBKDF2TooLong     = "Pbkdf2 failed: derived key length exceeds maximum for this hash"
	msgIterations        = "PBKDF2 requires a positive iteration count (requested %d)."
	msgHKDFExtractable   = "HKDF key cannot be extractable."
	msgHKDFFormat        = `HKDF key must be imported in "raw" format (requested "%s")`
	msgHKDFFailed        = "HKDF deriveBits failed."
	msgNullLength        = "%s cannot derive a key with null length."
	msgLengthOfBytes     = "%s requires a derived key length that is a multiple of eight (requested %d)."
)

// AES.
const (
	msgGeneratedAES       = "Generated AES key length must be 128, 192, or 256 bits but requested %d."
	msgImportedAES        = "Imported AES key length must be 128, 192, or 256 bits but provided %d."
	msgAESExport          = `%s key only supports exporting "raw", "raw-secret" & "jwk", not "%s".`
	msgSymmetricKty       = `Symmetric "jwk" key import requires a JSON Web Key with Key Type parameter "kty" equal to "oct" (encountered "%s").`
	msgSymmetricBase64    = `Symmetric "jwk" key import requires a base64Url encoding of the key.`
	msgSymmetricAlg       = `Symmetric "jwk" key contains invalid "alg" value "%s", expected "%s".`
	msgSymmetricUse       = `Symmetric "jwk" key must have a "use" of "enc", not "%s".`
	msgSymmetricDuplicate = `Symmetric "jwk" key contains duplicate value "%s", in "key_op".`
	msgSymmetricMissing   = `"jwk" key missing usage "%s", in "key_ops".`

	msgDecryption      = "Decryption failed. This could be due to a ciphertext authentication failure, bad padding, incorrect CryptoKey, or another algorithm-specific reason. Input length was %d, output length expected to be %d for %s"
	msgEmptyIV         = "AES-GCM IV must not be empty."
	msgTagLength       = "Invalid AES-GCM tag length %d."
	msgShortCiphertext = "Ciphertext length of %d bits must be greater than or equal to the size of the AES-GCM tag length of %d bits."
	msgCBCEncryptIV    = "AES-CBC IV must be 16 bytes long (provided %d bytes)."
	msgCBCDecryptIV    = "AES-CBC IV must be 16 bytes long (provided %d)."
	msgMissingMember   = `Missing "%s" member in "algorithm".`
	msgCounterSize     = "Counter must have length of 16 bytes (provided %d)."
	msgCounterLength   = "Invalid counter of %d bits length provided."
	msgCounterRepeats  = "Counter block values will repeat."
	msgUnwrappedUnits  = "Unwrapped key bit length must be a multiple of 64 bits but unwrapped key has a length of %d bits."
	msgUnwrappedSize   = "Unwrapped key has length %d bytes but it should be greater than or equal to 16 and less than or equal to %d"
	msgWrappedUnits    = "Provided a wrapped key to unwrap that is %d bits which isn't a multiple of 64 bits."
	msgWrappedSize     = "Provided a wrapped key to unwrap this is %d bits that is less than the minimal length of 192 bits."
	msgUnwrapping      = "%s key unwrapping failed."
)
