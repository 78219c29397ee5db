package project

import (
	"maps"
	"slices"
	"strconv"
	"testing"
)

// The values were compared with what wrangler 4.164 reads.
func TestParseDotenv(t *testing.T) {
	tests := []struct {
		src  string
		want map[string]string
	}{
		{"A=1\nB = two words # c\nC=\"q # x\"\nexport D='s'\nE: yaml\nF=\n", map[string]string{"A": "1", "B": "two words", "C": "q # x", "D": "s", "E": "yaml", "F": ""}},
		{"A=\"multi\nline\"\nB=`t \"x\" 'y'`\nC=\"a\\nb\\tc\"\nD='a\\nb'\n", map[string]string{"A": "multi\nline", "B": `t "x" 'y'`, "C": "a\nb\\tc", "D": `a\nb`}},
		{"A=1\r\nB=2\r\n", map[string]string{"A": "1", "B": "2"}},
		{"# c\n\n  G=7  \nH.x-y=1\nbad line\n=5\n1A=x\n", map[string]string{"G": "7", "H.x-y": "1", "1A": "x"}},
		{"A=1\nA=2\nEMPTY=\"\"\nSP=\"  x  \"\n", map[string]string{"A": "2", "EMPTY": "", "SP": "  x  "}},
		{"A=a=b=c\nURL=http://x/y#frag\nQ=\"a\\\"b\"\nJ={\"a\":\"b\"}\n", map[string]string{"A": "a=b=c", "URL": "http://x/y", "Q": `a\"b`, "J": `{"a":"b"}`}},
		{"export A=1\nexport   B: 2\nC:3\nD : 4\n", map[string]string{"A": "1", "B": "2"}},
		{"A='it\\'s'\nB=x'y\n", map[string]string{"A": `it\'s`, "B": "x'y"}},
		{"A=\nB\n", map[string]string{"A": ""}},
	}
	for _, tt := range tests {
		list, _ := parseDotenv(tt.src)
		got := map[string]string{}
		for _, s := range list {
			got[s.name] = s.value
		}
		if !maps.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.src, got, tt.want)
		}
	}
}

func TestParseDotenv_Problems(t *testing.T) {
	_, problems := parseDotenv("# fine\nA=1\nnot a pair\n\nB=\"x\n y\" \nC='open\n=5\n")
	var got []string
	for _, p := range problems {
		got = append(got, strconv.Itoa(p.line))
	}
	if want := []string{"3", "7", "8"}; !slices.Equal(got, want) && !slices.Equal(got, []string{"3", "8", "7"}) {
		t.Errorf("got lines %q, want %q: %v", got, want, problems)
	}
}

func TestExpandDotenv(t *testing.T) {
	tests := []struct {
		src     string
		outside map[string]string
		want    map[string]string
	}{
		{"A=${B}\nB=2\nC=${B}-${X:-dflt}-${B:+yes}\nD=\\${B}\nE=$B$A\n", nil, map[string]string{"A": "", "B": "2", "C": "2-dflt-yes", "D": "${B}", "E": "2"}},
		{"A=${A}\nB=\"${C}\"\nC=$B\n", nil, map[string]string{"A": "", "B": "", "C": ""}},
		{"X=${UNSET-d}\nY=${UNSET+d}\nZ=${Z:-z}\nW=${A:-${B:-n}}\n", nil, map[string]string{"X": "d", "Y": "", "Z": "z", "W": "n"}},
		{"A=$$B\nB=$1\nC=cost $5\n", nil, map[string]string{"A": "$", "B": "$1", "C": "cost $5"}},
		{"A=file\nB=${A}${P}\n", map[string]string{"A": "outside", "P": "p"}, map[string]string{"A": "outside", "B": "outsidep"}},
		{"A=x${P}\n", map[string]string{"P": "${P}"}, nil}, // only has to end
	}
	for _, tt := range tests {
		list, _ := parseDotenv(tt.src)
		if got := expandDotenv(list, tt.outside); tt.want != nil && !maps.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.src, got, tt.want)
		}
	}
}

func FuzzDotenv(f *testing.F) {
	for _, src := range []string{"A=1\n", "export A='x'\nB=\"${A}\"", "A=`x\ny`#c", "A=${B:-${C}}\nB=$A", "=\n\\$"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		list, problems := parseDotenv(decodeText([]byte(src)))
		lines := len(newLineTable(src).starts) + 1 + countCR(src)
		for _, p := range problems {
			if p.line < 1 || p.line > lines {
				t.Errorf("%q: line %d of %d", src, p.line, lines)
			}
		}
		if len(list) < 50 {
			expandDotenv(list, map[string]string{"P": "${P}x"})
		}
	})
}

func countCR(s string) (n int) {
	for _, c := range s {
		if c == '\r' {
			n++
		}
	}
	return n
}
