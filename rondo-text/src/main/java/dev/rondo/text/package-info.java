/// Text in: CSV files in any encoding ([dev.rondo.text.Csv]), the corpora that the labs train on and where each comes
/// from ([dev.rondo.text.Corpora], [dev.rondo.text.Reuters], [dev.rondo.text.Glosses]), and the two yardsticks that a
/// network must beat ([dev.rondo.text.NaiveBayes], [dev.rondo.text.Majority]).
@NullMarked
package dev.rondo.text;

import org.jspecify.annotations.NullMarked;
