/// A model as a picture: what its boxes say, where they stand, and the SVG of it. Uses the models of `dev.rondo.model` and
/// what is below them. Start at [dev.rondo.model.picture.Picture].
@NullMarked
package dev.rondo.model.picture;

import org.jspecify.annotations.NullMarked;
