/// Layers and their weights as one thing that predicts; knows nothing of training and files. Uses `layer` and what is
/// below it. Start at [dev.rondo.model.Model].
@NullMarked
package dev.rondo.model;

import org.jspecify.annotations.NullMarked;
