package channel

import (
	"reflect"
	"strings"
	"testing"
)

// Tokens that workerd has written.
const (
	serviceToken  = "m\x80\x82\x90\x10\x13P\x01\x03\x10\x01\x11\t\xaa\x11\x11:Q\x10\x02\x04\xffcore:use\x01r:api-st\x0fored?Target\x01\x02\x00\x00\x11\r\xfa\x00\x02\xff\xff\x10o\"\x01aI\x02\x01\"\x04listA\x02\x81D\x14w@_$\x02{\x02"
	emptyToken    = "m\x80\x82\x90\x10\x0fP\x01\x03\x10\x01\x11\t\xaa\x11\x11:Q\x10\x02\x04\xffcore:use\x01r:api-st\x0fored?Target\x00\x05"
	objectToken   = "m\x80\x82\x90\x10\x0eP\x01\x03\x14\x01\x01\x11\t\x921\x11\x02\x01\x11\x1dr\xffapi-stor\x01ed-Keepe\x01r\xff>02_\xcf\xda\x1e\x82\x04\xae\x84\xba\xca\xe4\xcb\xb3\x1b\xbc/r\xc9=\x82\xae\xe9?%\xf8{\xbe:\xdb\xe8stored o\x1fbject"
	restoredToken = "m\x80\x82\x90\x10\x18P\x01\x03\x15\x02\x02\x011\t\xaa\x01Q \x02\x04\x00\x00\xffm\x80\x82\x90\x10\x0fP\x01\x05\x03\x10\x01\x11\t\xaa\x11\x11:Q\x10\x02\x04\xffcore:use\x01r:api-st\x0fored?Sou\x17rce\x05\x01\x02\x00\x001\rZ\x01\x00\x02\xff\xff\x10o\"\x04kin\x04d\"\x03rpc\"\x02id\"\x15stored entrypoint rp\x07c{\x02"
	nestedToken   = "m\x80\x82\x90\x10=P\x01\x03\x10\x01\x11\t\xaa\x11\x11:Q\x10\x02\x04\xffcore:use\x01r:api-st\x0fored?Target\x11\x02\x03\x00\x001\r\x82\x01\x00\x01A\x18\x01\xff\xff\x10o\"\x05pro\x05pso\"\x07service\\\x0b\x00\"\x05class\\\x0c\x01\"\x06object\\\x0b\x02{\x03{\x01\x11\x017Q\x0c\x01\x01\x01\x011\x11j\x02\x01\x0211\xa2\x02\x01\x011U\x9a\x02\xffm\x80\x82\x90\x10\x11P\x01\x05\x03\x10\x01\x11\t\xaa\x11\x11:Q\x10\x02\x04\xffcore:use\x01r:api-st\x0fored?Tar\x9fget\x01\x02\x11\xfb\rr\x02\xff\xff\x10o\xdf\"\x05inn?e\x1frI\x02{\x01\xffm\x80\x82\x90\x10\x12P\x01\x06\x03\x11\x01\x01\x11\t\xaa\x11\x11BQ\x10\x02\x04\xffcore:use\x01r:api-st\x0fored\x7fGreeter\x01\x02\x00\xee\x11\r\x9a\x02\xff\xff\xff\x10o\"\x08gre\x01\x01eting\"\x02Y\x0f\x07o{\x01\xffm\x80\x82\x90\x10\rP\x01\t\x03\x14\x01\x01\x11\t\x921\x11\x02\x01\x11\x1d:\xffapi-stor\x01ed-Keepe\x01r\xff;V,\xfcO\x9ap\xc1\x03\xa0j\xdd6\xf9\x00\x8e=X\xbf\xcf\xf3\xfbq\xca\xf0h\xd5\xe8\xfc\xba\xdb\xadL?nes\x07ted"
)

func decode(t *testing.T, data string) *Token {
	t.Helper()
	token, err := Decode([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestDecode(t *testing.T) {
	service := decode(t, serviceToken)
	if s := service.Service; service.Type != Stub || s == nil || s.Name != "core:user:api-stored" || s.Entrypoint != "Target" ||
		string(s.Props.V8) != "\xff\x10o\"\x01aI\x02\"\x04listA\x02D\x00\x00\x00\x00\x00\x00\x14@_$\x00\x02{\x02" {
		t.Errorf("service: %+v", service.Service)
	}
	object := decode(t, objectToken).Object
	if object == nil || object.Namespace != "api-stored-Keeper" || len(object.ID) != 32 || object.Name != "stored object" || !object.Named {
		t.Errorf("object: %+v", object)
	}
	restored := decode(t, restoredToken)
	if restored.Type != RPC || restored.Restored == nil || !strings.Contains(string(restored.Restored.Arg.V8), "stored entrypoint rpc") {
		t.Errorf("restored: %+v", restored)
	}
	if vendor := decode(t, string(restored.Restored.Vendor)); vendor.Service.Entrypoint != "Source" {
		t.Errorf("vendor: %+v", vendor)
	}
	refs := decode(t, nestedToken).Service.Props.Refs
	if len(refs) != 3 || refs[0].Type != Stub || refs[1].Type != Class {
		t.Fatalf("references: %+v", refs)
	}
	if class := decode(t, string(refs[1].Token)); class.Type != Class || class.Service.Entrypoint != "Greeter" {
		t.Errorf("class: %+v", class.Service)
	}
}

// TestEncode wants workerd's own bytes where it lays the parts out in their order, and the same
// token everywhere.
func TestEncode(t *testing.T) {
	for name, data := range map[string]string{
		"service": serviceToken, "empty": emptyToken, "object": objectToken, "restored": restoredToken, "nested": nestedToken,
	} {
		token := decode(t, data)
		if again := decode(t, string(token.Encode())); !reflect.DeepEqual(again, token) {
			t.Errorf("%s: got %+v, want %+v", name, again, token)
		}
		if got := string(token.Encode()); got != data {
			t.Errorf("%s:\n got %q\nwant %q", name, got, data)
		}
	}
}

// TestDamage cuts and changes tokens everywhere: nothing may panic or read without bound.
func TestDamage(t *testing.T) {
	for _, data := range []string{serviceToken, objectToken, restoredToken, nestedToken} {
		for n := range data {
			_, _ = Decode([]byte(data[:n]))
			for _, b := range []byte{0, 1, 0x7f, 0xff} {
				changed := []byte(data)
				changed[n] = b
				_, _ = Decode(changed)
			}
		}
	}
	if _, err := Decode([]byte("no token")); err == nil {
		t.Error("text was taken for a token")
	}
}
