package duplicate

import (
	"net/url"
	"slices"
	"strings"
)

// Bands are the keys under which articles meet: those of the signature, and
// one each for the whole text and the address. Only articles that share one are
// ever compared. Articles that no chain of shared bands connects have no say in
// each other's being a copy.
func (p *Print) Bands() []uint64 { return p.bands }

// allBands draws them from the signature of a print's runs of words.
func (p *Print) allBands(runs *signature) []uint64 {
	bands := append(make([]uint64, 0, bandCount+2), mix(p.text^1))
	if p.address != 0 {
		bands = append(bands, p.addressBand())
	}
	if len(p.sentences) == 0 {
		return bands
	}
	for i := range bandCount {
		h := uint64(fnvOffset) ^ uint64(i)
		for _, v := range runs[i*bandRows : (i+1)*bandRows] {
			h = mix(h ^ uint64(v))
		}
		bands = append(bands, h)
	}
	return bands
}

func (p *Print) addressBand() uint64 { return mix(p.address ^ 2) }

// sameAddress is an address without what tells no pages apart: its protocol,
// the case of its host, a leading www, a slash at its end, marks of campaigns
// and the place within the page. Empty for the front page of a site.
func sameAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || slices.Contains(campaigns, key) {
			query.Del(key)
		}
	}
	if path == "" && len(query) == 0 {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	return host + path + "?" + query.Encode() // in the order of the keys
}

// campaigns are the parameters by which mails and networks count visits.
var campaigns = []string{"fbclid", "gclid", "mc_cid", "mc_eid", "spm", "from", "ref", "cmpid"}
