package emulator

import (
	"encoding/json"
	"net/http"
)

// cfProperties is request.cf but for its end: what the real local runtime shows when it has no
// network to ask where it is.
const cfProperties = `{"asOrganization":"","asn":395747,"colo":"DFW","city":"Austin","region":"Texas","regionCode":"TX",` +
	`"metroCode":"635","postalCode":"78701","country":"US","continent":"NA","timezone":"America/Chicago",` +
	`"latitude":"30.27130","longitude":"-97.74260","clientTcpRtt":0,"httpProtocol":"HTTP/1.1",` +
	`"requestPriority":"weight=192;exclusive=0","tlsCipher":"AEAD-AES128-GCM-SHA256","tlsVersion":"TLSv1.3",` +
	`"tlsClientAuth":{"certPresented":"0","certVerified":"NONE","certRevoked":"0","certIssuerDN":"","certSubjectDN":"",` +
	`"certIssuerDNRFC2253":"","certSubjectDNRFC2253":"","certIssuerDNLegacy":"","certSubjectDNLegacy":"","certSerial":"",` +
	`"certIssuerSerial":"","certSKI":"","certIssuerSKI":"","certFingerprintSHA1":"","certFingerprintSHA256":"",` +
	`"certNotBefore":"","certNotAfter":"","certRFC9440":"","certRFC9440TooLarge":false,"certChainRFC9440":"",` +
	`"certChainRFC9440TooLarge":false},"edgeRequestKeepAliveStatus":0,"clientTrustScore":99,` +
	`"botManagement":{"corporateProxy":false,"verifiedBot":false,"ja3Hash":"25b4882c2bcb50cd6b469ff28c596742",` +
	`"staticResource":false,"detectionIds":[],"score":99},"clientAcceptEncoding":`

// cfOf is request.cf of a request, as JSON. Header accept-encoding is always the same, so the client's
// own is in here.
func cfOf(r *http.Request) string {
	encoding := r.Header.Get("Accept-Encoding")
	if encoding == "" {
		return cfProperties + `""}`
	}
	text, err := json.Marshal(encoding)
	if err != nil {
		return cfProperties + `""}`
	}
	return cfProperties + string(text) + "}"
}
