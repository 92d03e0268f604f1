package claim

import "testing"

// Words that tell of a company by what it is to another one stand for a name
// said before, unless one follows them.
func TestDescriptions(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"Alipay and Lakala went on. Alipay held 63% of payments, its rival a mere 20%.", "rival", "lakala"},
		{"Lakala held 20% and Alipay 63% of payments. A year before the leader stood at 70%.", "leader", "alipay"},
		{"Alipay held 63%. Then Lakala came, and the leader stood at 70%.", "leader", "alipay"},
		{"Alipay was told to stop. Its parent earned 52 billion yuan.", "parent", "ant_group"},
		{"Alipay is large. Ant Group said that its payment arm had 520 million users.", "arm", "alipay"},
		{"Alipay went on. Tencent said that Alibaba's payment arm had 520 million users.", "arm", "alipay"},
		{"Lakala held 20%. Tencent said that Alibaba's rival had 30%.", "rival", "tencent"},
		{"Lakala held 20%, Alipay 30%. Alibaba said that its rival fell.", "rival", "lakala"},
		{"Alipay held 63%. Then Lakala came, and the market leader stood at 70%.", "leader", "alipay"},
		{"Alipay held 63% of payments. Then the market leader Tenpay took 70%.", "leader", ""},
		{"Alipay was told to stop. Its parent company Tencent earned 52 billion yuan.", "parent", ""},
		{"Alipay held 63% of payments, its rival Lakala 20%.", "rival", ""},
		{"Alipay held 63% of payments, with one arm tied behind it 20%.", "arm", ""},
	} {
		s, got := sceneOf(t, c.text), ""
		for _, p := range s.spots[entitySlot] {
			if p.anaphor && p.kind.Text == c.word+"-lead" {
				got = p.value
			}
		}
		if got != c.want {
			t.Errorf("%q stands for %q, not %q, in %q", c.word, got, c.want, c.text)
		}
	}
}

// A name between commas that only says whose the company before it is tells of
// no figure behind it.
func TestOwnerInCommas(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"Alipay, which belongs to Ant Group, held 44% of payments.", true},
		{"Alipay, Ant Group's wallet, held 44% of payments.", false},
		{"Alipay, owned by Lakala, held 44% of payments.", false},
		{"Alipay and Ant Group, its owner, held 44% of payments.", false},
		{"Alipay, with 44% of payments, as Ant Group, held more.", false},
	} {
		s, got := sceneOf(t, c.text), false
		for k := range s.spots[entitySlot] {
			got = got || s.ownerInCommas(k)
		}
		if got != c.want {
			t.Errorf("an owner in commas: %v in %q", got, c.text)
		}
	}
}
