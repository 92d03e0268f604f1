package reports

// The charts of the report, in the order of its sections. A new measure is a
// row here; what it looks like is decided by its fields alone.
var (
	shareChart       = chart{measure: "market_share", sides: true, unit: is("percent"), whole: true, full: true}
	penetrationChart = chart{measure: "penetration", unit: is("percent"), whole: true, bases: true}
	moneyCharts      = []chart{
		{measure: "transaction_volume", unit: isMoney, spans: true, log: true},
		{measure: "transaction_count", unit: is("count"), spans: true, log: true},
		{measure: "users", unit: is("count"), log: true},
		{measure: "merchants", unit: is("count"), log: true},
		{measure: "fee_rate", unit: is("percent"), whole: true},
	}
)

func is(unit string) func(string) bool { return func(u string) bool { return u == unit } }

// isMoney holds for ISO 4217 codes.
func isMoney(unit string) bool { return len(unit) == 3 }
