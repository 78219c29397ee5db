package crypto

// Texts that scripts see, equal to workerd's.
const (
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

// Public and private keys.
const (
	msgInvalidDER   = "Invalid %s input."
	msgTrailingDER  = "Invalid %d trailing bytes after %s input."
	msgMultiPrime   = "Multi-prime private keys not supported."
	msgJWKAlg       = `Unrecognized or unimplemented algorithm "%s" listed in JSON Web Key Algorithm parameter.`
	msgSPKIExport   = `Asymmetric spki export requires public key (not "%s").`
	msgPKCS8Export  = `Asymmetric pkcs8 export requires private key (not "%s").`
	msgCannotExport = `Cannot export "%s" in "%s" format.`
	msgExportFailed = "Private key export failed."

	msgAsymmetricUse       = `Asymmetric "jwk" key import with usages requires a JSON Web Key with Public Key Use parameter "use" ("%s") equal to "sig".`
	msgAsymmetricWrongUse  = `Asymmetric "jwk" import requires a JSON Web Key with Public Key Use "use" ("%s") equal to "%s".`
	msgAsymmetricDuplicate = `A JSON Web Key's Key Operations parameter ("key_ops") must not contain duplicates.`
	msgAsymmetricNoOps     = `A JSON Web Key should have either a Public Key Use parameter ("use") or a Key Operations parameter ("key_ops"); otherwise, the parameters must be consistent with each other. For public %s keys, there are no valid usages,so keys with a non-empty "key_ops" parameter are not allowed.`
	msgAsymmetricOp        = `A JSON Web Key should have either a Public Key Use parameter ("use") or a Key Operations parameter ("key_ops"); otherwise, the parameters must be consistent with each other. A Public Key Use for %s would allow a Key Operations array with only "%s" and/or "%s" values (not "%s").`
	msgAsymmetricMissing   = `All specified key usages must be present in the JSON Web Key's Key Operations parameter ("key_ops").`

	msgNotPublic     = `The provided key has type "%s", not "public"`
	msgPeerSort      = "Base %s private key cannot be used to derive a key from a peer %s public key"
	msgPeerAlgorithm = `Private key for derivation is using "%s" while public key is using "%s".`
	msgPeerCurve     = `Private key for derivation is using curve "%s" while public key is using "%s".`
	msgTooManyBits   = "Derived key length (%d bits) is too long (should be at most %d bits)."
)

// Elliptic curves.
const (
	msgNoCurve    = `Unrecognized or unimplemented EC curve "%s" requested.`
	msgNotECDSA   = "Input was not an EC key."
	msgNotECDH    = "Input was not an EC public key nor a DH key."
	msgCurveECDSA = `"algorithm.namedCurve" "%s" does not match the curve specified by the input key data.`
	msgCurveECDH  = `"algorithm.namedCurve" "%s", does not match the curve specified by the input key data.`

	msgRawEC         = "Failed to import raw EC key data%s"
	msgPointEncoding = ": Invalid point encoding.."
	msgPointOffCurve = ": Point is not on curve.."
	msgRawExportEC   = "Raw export of elliptic curve keys is only allowed for public keys."

	msgECKty      = `Elliptic curve "jwk" key import requires a JSON Web Key with Key Type parameter "kty" ("%s") equal to "EC".`
	msgECAlg      = `JSON Web Key Algorithm parameter "alg" ("%s") does not match requested curve.`
	msgECMissing  = `Invalid EC key in JSON Web Key; missing "%s".`
	msgECMissingD = `Invalid EC key in JSON Web Key; missing or invalid private key component ("d").`
	msgECPoint    = `Invalid EC key; public key coordinates "x" and "y" are invalid%s`
	msgECInvalidD = `Invalid EC key; private key component "d" is invalid.`
	msgECInvalid  = "Invalid EC key in JSON Web Key."

	msgECDSAHash  = `Missing "hash" in AlgorithmIdentifier. (ECDSA requires that the hash algorithm be specified at call time rather than on the key. This differs from other WebCrypto algorithms for historical reasons.)`
	msgECDHFailed = "Failed to generate shared ECDH secret."
)

// Ed25519 and X25519.
const (
	msgNoEdDSACurve = `EDDSA curve "%s" isn't supported.`
	msgNotOKP       = "Input was not an %s key."

	msgRawOKP          = "%s raw keys must be exactly 32-bytes (provided %d)."
	msgRawExportOKP    = "Raw export of %s keys is only allowed for public keys."
	msgOKPKty          = `%s "jwk" key imports requires a JSON Web Key with Key Type parameter "kty" ("%s") equal to "OKP".`
	msgOKPMissingCurve = `Missing field "crv" for %s key.`
	msgOKPCurve        = `Only %s is supported but "%s" was requested.`
	msgOKPAlg          = `JSON Web Key Algorithm parameter "alg" ("%s") does not match requested Ed25519 curve.`
	msgOKPMissingX     = `Invalid %s key in JSON WebKey; missing or invalid public key component ("x").`
	msgOKPMissingD     = `Invalid %s key in JSON Web Key; missing or invalid private key component ("d").`
	msgOKPLength       = "Invalid length %d for %s key"
	msgOKPSignature    = "Invalid %s signature length %d"
	msgX25519Failed    = "Failed to derive EDDH key: public key routines INVALID_PEER_KEY."
)

// RSA.
const (
	msgNotRSA           = "Input was not an RSA key."
	msgModulus          = "The modulus length must be a multiple of 8 and between 256 and 16k, but %d was requested."
	msgModulus128       = "Can't generate key: RSA key size is required to be a multiple of 128"
	msgNoModulus        = "modulusLength must be greater than zero (requested %d)."
	msgExponent         = `The "publicExponent" must be either 3 or 65537, but got %d.`
	msgLargeExponent    = `The "publicExponent" must be either 3 or 65537, but got a number larger than 2^32.`
	msgImportedExponent = "Imported RSA key has invalid publicExponent %d."
	msgSmallRSA         = "RSA key size is too small."
	msgRSAFailed        = "RSA operation failed."
	msgInvalidSignature = "Invalid RSA signature."

	msgRSAKty        = `%s "jwk" key import requires a JSON Web Key with Key Type parameter "kty" ("%s") equal to "RSA".`
	msgRSAVariant    = `Unrecognized RSA variant "%s".`
	msgRSAAlg        = `JSON Web Key Algorithm parameter "alg" ("%s") does not match requested hash algorithm "%s".`
	msgRSAMissingN   = `Invalid RSA key in JSON Web Key; missing or invalid Modulus parameter ("n").`
	msgRSAMissingE   = `Invalid RSA key in JSON Web Key; missing or invalid Exponent parameter ("e").`
	msgRSAMissingD   = `Invalid RSA key in JSON Web Key; missing or invalid Private Exponent parameter ("d").`
	msgRSAInvalidP   = `Invalid RSA key in JSON Web Key; invalid First Prime Factor parameter ("p").`
	msgRSAInvalidQ   = `Invalid RSA key in JSON Web Key; invalid Second Prime Factor parameter ("q").`
	msgRSAInvalidDP  = `Invalid RSA key in JSON Web Key; invalid First Factor CRT Exponent parameter ("dp").`
	msgRSAInvalidDQ  = `Invalid RSA key in JSON Web Key; invalid Second Factor CRT Exponent parameter ("dq").`
	msgRSAInvalidQI  = `Invalid RSA key in JSON Web Key; invalid First CRT Coefficient parameter ("qi").`
	msgRSAIncomplete = `Invalid RSA private key in JSON Web Key; if one Prime Factor or CRT Exponent/Coefficient parameter is present, then they must all be present ("p", "q", "dp", "dq", "qi").`
	msgRSAExportHash = `JWK export not supported for hash algorithm "%s".`
	msgRawRSAPublic  = `RSA-RAW only supports private keys but requested "%s".`

	msgPKCS1TooSmall      = "key too small for signing with given digest, need at least %dbits."
	msgNoSalt             = "Failed to provide salt for RSA-PSS key operation which requires a salt"
	msgNegativeSalt       = "SaltLength for RSA-PSS must be non-negative (provided %d)."
	msgPSSTooSmall        = "key too small for signing with given digest"
	msgPSSTooSmallForSalt = "key too small for signing with given digest and salt length"
	msgOAEPPublic         = `Encryption/key wrapping only works with public keys, not "%s".`
	msgOAEPPrivate        = `Decryption/key unwrapping only works with private keys, not "%s".`
	msgOAEPFailed         = "RSA-OAEP failed encrypt/decrypt%s"
	msgBlindTooLong       = "Blind Signing requires presigned data (%d bytes) to be smaller than the key (%d bytes)."
	msgBlindTooLarge      = "Blind Signing requires presigned data value to be strictly smaller than RSA keymodulus, consider using a larger key size."
)
