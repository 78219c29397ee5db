package ui

import (
	"bytes"
	"testing"
)

func TestTable(t *testing.T) {
	tests := []struct {
		name  string
		table Table
		want  string
	}{
		{
			"aligned in characters",
			Table{Header: []string{"a", "bb"}, Rows: [][]string{{"äöü", "1"}, {"x", "2"}}},
			"a     bb\näöü   1\nx     2\n",
		},
		{
			"short and long rows",
			Table{Header: []string{"a", "b"}, Rows: [][]string{{}, {"1", "2", "3"}}},
			"a   b\n\n1   2\n",
		},
		{
			"cut and indented",
			Table{Header: []string{"a"}, Rows: [][]string{{"12345"}, {"1234"}}, Widest: 4, Indent: 2},
			"  a\n  123…\n  1234\n",
		},
		{
			"controls",
			Table{Header: []string{"a"}, Rows: [][]string{{"\x1b[31m\n\t"}}},
			"a\n\\u001b[31m\\n\\t\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			New(&out, &out).Table(test.table)
			if got := out.String(); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	if got, want := Lines("a\n\tb\x1b\r"), "a\n\tb\\u001b\\r"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
