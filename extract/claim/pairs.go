package claim

import (
	"slices"
	"strconv"
	"strings"
)

// The models of slots and of measures are factorisation machines (Rendle, ICDM
// 2010): beside its weights a feature has a few factors, and two features
// together weigh the product of theirs. For a slot, pairs are those of a
// candidate's features among themselves, and of each with what surrounds the
// figure: so what a header says can weigh more for a share than for users, without
// anybody having thought of that pair. Only features behind the slot's head have
// factors; behind the measures they would say the same again. For a measure, pairs
// are those of the figure's features, and each factor counts for every measure as
// much as it has turned out to.

// pairFactors is how many factors a feature has.
const pairFactors = rowWidth

// factors are in thousandths, as the file of weights has them.
type factors = numbers

// The units of a factor, and of the product of two.
const (
	factorUnit = 1e-3
	pairUnit   = factorUnit * factorUnit
)

// times is what a pair weighs.
func (f *factors) times(o *factors) (weight float32) { return f.dot(o) * pairUnit }

// each are the products of one factor each.
func (f *factors) each(o *factors) (products factors) {
	for j := range products {
		products[j] = f[j] * o[j]
	}
	return products
}

// The columns of models with factors: a weight, or one a measure, and the factors.
var (
	factorNames    = factorColumns("factor ")
	slotColumns    = append([]string{"score"}, factorNames...)
	measureColumns = slices.Concat(measures, factorNames)
)

// firstFactor is the first column of factors.
const firstFactor = "factor 1"

// surroundingColumns are the factors that the features of a figure have for each slot.
var surroundingColumns = func() (columns []string) {
	for _, name := range slotNames {
		columns = append(columns, factorColumns(name+" ")...)
	}
	return columns
}()

func factorColumns(before string) []string {
	columns := make([]string, pairFactors)
	for j := range columns {
		columns[j] = before + strconv.Itoa(j+1)
	}
	return columns
}

// hasFactors says whether a feature of a slot's model may have factors, by its name.
func hasFactors(slot, feature string) bool {
	head, _, _ := strings.Cut(feature, ":")
	return strings.TrimSuffix(head, behindRow) == slot
}
