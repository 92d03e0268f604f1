package pipeline

// KeepPrints sets how many bytes of prints a run keeps, until it is ended.
func KeepPrints(bytes int) (end func()) {
	before := keptBytes
	keptBytes = bytes
	return func() { keptBytes = before }
}
