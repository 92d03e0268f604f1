package reports

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"regexp"
)

//go:embed templates/*.html templates/report.css web/src/report.js all:web/dist
var files embed.FS

// Where the bundle was not built, the page loads ECharts from here. The digest
// is of the file in the npm package, which this address serves as it is.
const (
	echartsAddress = "https://cdn.jsdelivr.net/npm/echarts@6.1.0/dist/echarts.min.js"
	echartsDigest  = "sha384-C2iskrW/uPW46KzOjrvJIQo4YkV8lkD+QS0CrDN18IIPIpT/g2USu8bTP3nvmIAD"
)

// assets is what all pages carry: style, script, and the policy that lets
// nothing else run.
type assets struct {
	Style  template.CSS
	Script template.JS
	Policy string
	// Address and Digest are of ECharts on the network, empty where the bundle
	// holds it.
	Address, Digest string
}

// loadAssets takes the bundle that npm built, or without it our own script and
// ECharts from the network.
func loadAssets() (*assets, error) {
	style, err := files.ReadFile("templates/report.css")
	if err != nil {
		return nil, err
	}
	style = packed(style)
	a := &assets{Style: template.CSS(style)}
	sources := ""
	script, err := files.ReadFile("web/dist/report.js")
	if err != nil {
		if script, err = files.ReadFile("web/src/report.js"); err != nil {
			return nil, err
		}
		a.Address, a.Digest = echartsAddress, echartsDigest
		sources = " " + echartsAddress
	}
	a.Script = template.JS(script)
	a.Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; script-src '" + digest(script) + "'" + sources + "; style-src '" + digest(style) + "'"
	return a, nil
}

var (
	styleComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	styleSpace   = regexp.MustCompile(`\s+`)
	styleEdge    = regexp.MustCompile(` ?([{};,>]) ?`)
)

// packed takes comments and spare white space out of a style sheet, a fifth of
// its bytes.
func packed(style []byte) []byte {
	style = styleComment.ReplaceAll(style, nil)
	style = styleSpace.ReplaceAll(style, []byte(" "))
	return styleEdge.ReplaceAll(style, []byte("$1"))
}

// digest is how a Content-Security-Policy names the exact bytes of an element.
func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
