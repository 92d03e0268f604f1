package source

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	textunicode "golang.org/x/text/encoding/unicode"
)

// page is an article's bytes as text, before anything is taken away.
type page struct {
	raw     string // valid UTF-8, no NUL, line ends \n
	charset string
}

// decode turns bytes into text. The label of the server or the container comes
// first, then the one that the bytes carry; but a label is believed only where
// the bytes don't contradict it.
func (f Found) decode() (page, *Reject) {
	labels := []string{f.about.charset}
	if f.kind.charset != nil {
		labels = append(labels, f.kind.charset(f.raw))
	}
	text, name, ok := decodeBytes(f.raw, labels...)
	if !ok {
		return page{}, &Reject{Reason: "undecodable: not UTF-8, nor any character set that it names or looks like", Hint: "convert it to UTF-8, or label it with the right character set"}
	}
	return page{raw: clean(text), charset: name}, nil
}

func decodeBytes(raw []byte, labels ...string) (text, name string, ok bool) {
	if rest, ok := bytes.CutPrefix(raw, []byte{0xEF, 0xBB, 0xBF}); ok && utf8.Valid(rest) {
		return string(rest), "utf-8", true
	}
	if name := wideText(raw); name != "" {
		order := textunicode.LittleEndian
		if name == "utf-16be" {
			order = textunicode.BigEndian
		}
		return decodeWith(textunicode.UTF16(order, textunicode.UseBOM), name, raw)
	}
	if utf8.Valid(raw) {
		if e, name := encodingOf(first(labels)); e != nil && strings.HasPrefix(name, "iso-2022") && bytes.IndexByte(raw, 0x1B) >= 0 {
			return decodeWith(e, name, raw)
		}
		return string(raw), "utf-8", true
	}
	if nearlyUTF8(raw) {
		return strings.ToValidUTF8(string(raw), "\uFFFD"), "utf-8", true
	}
	return bestDecoding(raw, labels)
}

func first(labels []string) string {
	for _, l := range labels {
		if l != "" {
			return l
		}
	}
	return ""
}

// nearlyUTF8 recognises UTF-8 that was cut or damaged in a few places.
func nearlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good >= 8 && bad*6 <= good
}

// Decodings that score at least enough are plausible; a label is believed
// unless another decoding is better by the margin.
const (
	plausible = 0.35
	margin    = 0.25
)

// others are the character sets that are tried beside labels and detection.
var others = []string{"gb18030", "big5", "shift_jis", "euc-kr", "euc-jp", "windows-1252", "windows-1251"}

// bestDecoding tries the labelled sets, the one that detection names, and the
// usual ones, and takes the one whose text looks most like a language.
func bestDecoding(raw []byte, labels []string) (text, name string, ok bool) {
	names := make([]string, 0, len(labels)+len(others)+1)
	for _, l := range labels {
		if _, name := encodingOf(l); name != "" && name != "utf-8" {
			names = append(names, name)
		}
	}
	trusted := len(names)
	sample := raw[:min(len(raw), 64<<10)]
	if _, name := encodingOf(chardet.Detect(sample).Encoding); name != "" && name != "utf-8" {
		names = append(names, name)
	}
	names = append(names, others...)
	best, found := 0.0, ""
	tried := map[string]bool{}
	for i, n := range names {
		if tried[n] {
			continue
		}
		tried[n] = true
		e, _ := encodingOf(n)
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		score := likeness(string(out))
		if i < trusted {
			score += margin
		}
		if score > best {
			best, found = score, n
		}
	}
	if best < plausible {
		return "", "", false
	}
	e, _ := encodingOf(found)
	return decodeWith(e, found, raw)
}

// encodingOf finds an encoding by its label. GB2312 and GBK are read as GB18030,
// which holds them both: pages that call themselves gb2312 use its characters.
func encodingOf(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	switch strings.NewReplacer("-", "", "_", "").Replace(label) {
	case "":
		return nil, ""
	case "gb18030", "gb2312", "gbk", "gb231280", "xgbk", "cp936", "ms936", "hzgb2312", "euccn":
		return simplifiedchinese.GB18030, "gb18030"
	}
	e, name := charset.Lookup(label)
	return e, name
}

func decodeWith(e encoding.Encoding, name string, raw []byte) (string, string, bool) {
	out, err := e.NewDecoder().Bytes(raw)
	return string(out), name, err == nil
}

// usual are characters that make up about half of any Chinese text, simplified
// and traditional; a text that was decoded with the wrong set has few of them.
var usual = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严付宝微信额亿元网购占份易支商银卡移店据户" +
		"這個們來時國會為說對發過後學經還開沒問關間長與東車馬門風飛見電頭實現業產無體當點從應樣動種進義條機處氣變論設計議認識證語誰讓請談謝護轉運達遠選邊鐵銀錢錄鎮際隊陸險難雙雜離靜響頁順須預領題類願顯驗黨齊萬億價兩單歷師幾樂樓標權歡殺減測滿漢潔準災煙煩熱愛狀獨獎療監盤礎禮稱穩競筆節範約級紀純純納紙細終組結給統絕維網緊線編緩練縣總績繼續聯聲聽職腦臺舉舊藝藥蘇處號行術補裝複製觀規視親覺" +
		"，。、；：？！“”‘’（）《》「」『』…—·％" {
		set[r] = true
	}
	return set
})

// likeness says from 0 to 1 how much a text looks like a language, from the
// runs of characters beyond ASCII in it.
func likeness(s string) float64 {
	foreign, good := 0, 0.0
	var run []rune
	last := ' ' // the character before the run
	close := func() {
		for i, r := range run {
			before := last
			if i > 0 {
				before = run[i-1]
			}
			good += familiar(r, before, len(run))
		}
		foreign += len(run)
		run = run[:0]
	}
	for _, r := range s {
		if r < utf8.RuneSelf {
			close()
			last = r
			continue
		}
		run = append(run, r)
	}
	close()
	if foreign == 0 {
		return 1
	}
	return max(0, good/float64(foreign))
}

// familiar says from -3 to 1 how usual a character is behind another one, in a
// run of so many.
func familiar(r, before rune, run int) float64 {
	switch {
	case r == utf8.RuneError, r < 0xA0, unicode.Is(unicode.Co, r), !unicode.IsPrint(r) && !unicode.IsSpace(r):
		return -3
	case usual()[r] && (run > 1 || !unicode.Is(unicode.Han, r)):
		return 1
	case unicode.Is(unicode.Han, r) && run == 1: // a single one among Latin letters
		return 0.1
	case unicode.Is(unicode.Han, r):
		return 0.2
	case r >= 0x3040 && r < 0x3100: // kana
		return 0.85
	case unicode.Is(unicode.Hangul, r):
		return 0.7
	case 'А' <= r && r <= 'я' && !(unicode.IsUpper(r) && unicode.IsLower(before)):
		return 0.6
	case unicode.Is(unicode.Cyrillic, r):
		return 0
	case r >= 0x2010 && r < 0x2040, r == '€', r == '£', r == '°', r == '©', r == '®', r == '·', r == '™':
		return 0.95 // dashes, quotes and signs that Latin texts have
	case r < 0x250 && run > 2: // letters with accents don't come in runs
		return 0
	case r < 0x250 && unicode.IsLetter(r) && (unicode.IsLetter(before) || unicode.IsUpper(r)):
		return 0.8
	case unicode.IsLetter(r):
		return 0.6
	}
	return 0.3
}

// wideText tells UTF-16 by its mark, or by the NUL that Latin letters,
// digits and line ends leave in every other byte.
func wideText(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return "utf-16le"
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return "utf-16be"
	}
	raw = raw[:min(len(raw), 4096)]
	var nul [2]int
	for i, b := range raw {
		if b == 0 {
			nul[i%2]++
		}
	}
	half := len(raw) / 2
	switch {
	case half < 4 || nul[0]+nul[1] < 4:
	case nul[1]*10 > half && nul[0]*50 < half:
		return "utf-16le"
	case nul[0]*10 > half && nul[1]*50 < half:
		return "utf-16be"
	}
	return ""
}

var metaCharset = lazily(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// labelOfHTML is the character set that a page names, wherever it does so:
// browsers look at the first 1,024 bytes only, and pages with long scripts in
// front of the tag are read wrongly for it.
func labelOfHTML(raw []byte) string {
	m := metaCharset().FindSubmatch(raw)
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}
