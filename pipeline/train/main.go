// Command train learns the weights by which claims are made from labelled
// articles, and writes them with the recipe and their scores on top:
//
//	go run ./pipeline/train -check testdata/gold/dev -o extract/claim/weights.tsv testdata/gold/train testdata/gold/practice
//
// The articles of the first folder count twice. With -folds N it writes nothing: it learns N times, each time without every
// Nth article of the first folder, and scores those that were left out. That is
// how to judge a feature without looking at the articles that are kept to check on.
//
// With -words it lists the words that the articles write in small letters,
// more often than not, for extract/lexicon/small-letters.txt.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sync/errgroup"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/lexicon"
	"marketfigures/pipeline/eval"
	"marketfigures/store/row"
)

func main() {
	folds := flag.Int("folds", 0, "score by cross-validation in so many folds of the first folder, and write nothing")
	misses := flag.Bool("misses", false, "with -folds: list every miss")
	words := flag.Bool("words", false, "list the words that the articles write in small letters")
	check := flag.String("check", "", "the `FOLDER` of labelled articles that are kept to check on")
	out := flag.String("o", "", "the `FILE` that the weights are written to")
	flag.Parse()
	ctx := context.Background()
	var err error
	switch folders := flag.Args(); {
	case len(folders) == 0 || *folds < 2 && !*words && (*check == "" || *out == ""):
		flag.Usage()
		os.Exit(2)
	case *words:
		err = listWords(ctx, folders)
	case *folds > 1:
		err = crossValidate(ctx, folders, *folds, *misses)
	default:
		err = train(ctx, folders, *check, *out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// calibrationFolds is into how many parts the articles of the first folder are split
// to learn what confidence is worth.
const calibrationFolds = 2

// learner holds what all trainings share.
type learner struct {
	words    *lexicon.Lexicon
	gold     []eval.Gold
	first    int // articles of the first folder
	examples []claim.Example
}

func newLearner(ctx context.Context, folders []string) (*learner, error) {
	words, err := lexicon.Builtin()
	if err != nil {
		return nil, err
	}
	l := &learner{words: words}
	for n, folder := range folders {
		gold, err := eval.Read(folder)
		if err != nil {
			return nil, err
		}
		if len(gold) == 0 {
			return nil, errors.New("there are no labelled articles in " + folder)
		}
		l.gold = append(l.gold, gold...)
		if n == 0 {
			l.first = len(gold)
		}
	}
	x, err := extract.New(words)
	if err != nil {
		return nil, err
	}
	l.examples, err = eval.Examples(ctx, x, l.gold)
	for i := range l.first {
		l.examples[i].Twice = len(folders) > 1
	}
	return l, err
}

func train(ctx context.Context, folders []string, devFolder, file string) error {
	l, err := newLearner(ctx, folders)
	if err != nil {
		return err
	}
	recipe := claim.DefaultRecipe
	w, err := claim.Train(l.words, l.examples, recipe)
	if err != nil {
		return err
	}
	if err := w.Calibrate(l.words, l.examples, recipe, calibrationFolds); err != nil {
		return err
	}
	dev, err := eval.Read(devFolder)
	if err != nil {
		return err
	}
	score := eval.NewScore(eval.Options{})
	if err := l.score(ctx, score, w, dev); err != nil {
		return err
	}
	var printed bytes.Buffer
	if err := score.Print(&printed, false); err != nil {
		return err
	}
	note := fmt.Sprintf("Weights of the models that make claims, written by make train: never by hand.\n"+
		"Recipe: %+v\nLearnt from %d articles. Scores on the %d articles kept to check on:\n%s",
		recipe, len(l.gold), len(dev), printed.String())
	var out bytes.Buffer
	if err := w.Write(&out, note); err != nil {
		return err
	}
	fmt.Print(printed.String())
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// score adds to a score what weights make of labelled articles.
func (l *learner) score(ctx context.Context, score *eval.Score, w *claim.Weights, gold []eval.Gold) error {
	x, err := extract.NewWeighted(l.words, w)
	if err != nil {
		return err
	}
	for _, g := range gold {
		item, err := g.Open(ctx)
		if err != nil {
			return err
		}
		score.Add(g, row.Of(row.Source{Address: item.Address}, item.Article, x.Extract(item.Article)))
	}
	return nil
}

func crossValidate(ctx context.Context, folders []string, folds int, misses bool) error {
	l, err := newLearner(ctx, folders)
	if err != nil {
		return err
	}
	weights := make([]*claim.Weights, folds)
	var group errgroup.Group
	group.SetLimit(2)
	for fold := range folds {
		group.Go(func() error {
			var kept []claim.Example
			for i, e := range l.examples {
				if i >= l.first || i%folds != fold {
					kept = append(kept, e)
				}
			}
			var err error
			weights[fold], err = claim.Train(l.words, kept, claim.DefaultRecipe)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	score := eval.NewScore(eval.Options{})
	for fold, w := range weights {
		var left []eval.Gold
		for i, g := range l.gold[:l.first] {
			if i%folds == fold {
				left = append(left, g)
			}
		}
		if err := l.score(ctx, score, w, left); err != nil {
			return err
		}
	}
	var printed strings.Builder
	if err := score.Print(&printed, misses); err != nil {
		return err
	}
	fmt.Print(printed.String())
	return nil
}

// listWords prints the words that the articles write in small letters,
// sorted, as YAML has them.
func listWords(ctx context.Context, folders []string) error {
	l, err := newLearner(ctx, folders)
	if err != nil {
		return err
	}
	fmt.Print(asText(smallWords(l.examples)))
	return nil
}
