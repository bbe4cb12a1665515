/// The pages of `docs` that are made from the code: the reference and what was compared. The words come from the sources'
/// `///` comments and the defaults from the objects that the vocabulary makes, so a page cannot say what the code does not.
@NullMarked
package dev.rondo.docs;

import org.jspecify.annotations.NullMarked;
