package pipeline

import "testing"

func TestFileOf(t *testing.T) {
	for address, want := range map[string]string{
		"news/a.jsonl:12": "news/a.jsonl", "a:b:7": "a:b", "a.txt": "", "a.txt:": "", ":7": "", "7": "", "a7": "", "https://a.example:80/x": "",
	} {
		if got := fileOf(address); got != want {
			t.Errorf("%s is a line of %q, want %q", address, got, want)
		}
	}
}
