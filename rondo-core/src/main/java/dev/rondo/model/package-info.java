/// Layers and their weights as one thing that predicts. Start at [dev.rondo.model.Model].
@NullMarked
package dev.rondo.model;

import org.jspecify.annotations.NullMarked;
