package period

// festival reads "Singles' Day", "Double 11", "Spring Festival 2015".
func (r *reader) festival(i int, _ bool) (term, int) {
	value, next, ok := r.v.festivals.At(r.d, i)
	if !ok || next > r.end {
		return term{}, 0
	}
	if r.at(i).is(isMonth) && r.at(next).is(isOf|isYear) {
		return term{}, 0
	}
	if r.at(i).is(isNumber) && r.at(i).width == 3 && (r.at(next).is(isMeasured) || r.at(i-1).is(isMoney) || r.d.Tokens[i].Kind != 1) {
		return term{}, 0
	}
	return term{op: opFestival, n: value}, next
}
